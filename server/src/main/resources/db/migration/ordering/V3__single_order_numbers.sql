-- Order numbers are drawn one by one where the order is written, which costs no statement of its own.
ALTER SEQUENCE ordering.order_number_block INCREMENT 1;
-- A server that ran before may have used the whole of the last block of a hundred.
SELECT setval('ordering.order_number_block',
              (SELECT last_value + 99 FROM ordering.order_number_block));
