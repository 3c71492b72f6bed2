-- Nothing asks again what became of a payment yet: so none may stay open. A provider's payments may,
-- when the first one comes, and it brings the janitor that asks.
ALTER TABLE payment.payment ADD CONSTRAINT cash_is_there_at_once
  CHECK (kind <> 'CASH' OR state = 'SUCCESS');
