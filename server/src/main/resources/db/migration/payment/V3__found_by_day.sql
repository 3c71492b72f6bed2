-- Payments stand in the order of their days: a block range index is enough.
CREATE INDEX payment_by_day ON payment.payment USING brin (business_day) WITH (autosummarize = on);
CREATE INDEX refund_by_day ON payment.refund USING brin (business_day) WITH (autosummarize = on);
