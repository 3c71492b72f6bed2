-- Transfers stand in the order of their days: a block range index is enough.
CREATE INDEX transfer_by_day ON ledger.transfer USING brin (business_day) WITH (autosummarize = on);
