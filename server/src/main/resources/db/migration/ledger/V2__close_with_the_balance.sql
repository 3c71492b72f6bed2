-- Whether an account is closed stands where the money moves: whoever waits for the balance's lock
-- then reads the newest word, in the same statement. Only accounts with a limit are ever closed.
ALTER TABLE ledger.balance ADD COLUMN closed boolean NOT NULL DEFAULT false;
UPDATE ledger.balance b SET closed = a.closed FROM ledger.account a WHERE a.account_id = b.account_id;
ALTER TABLE ledger.account DROP COLUMN closed;
