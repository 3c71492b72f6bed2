-- Operators are known by id; their names are identity's.
DROP VIEW cashdesk.v_shift;
ALTER TABLE cashdesk.float_issue DROP COLUMN operator_name, DROP COLUMN issuer_name;
ALTER TABLE cashdesk.shift
  DROP COLUMN operator_name, DROP COLUMN acceptor_name, DROP COLUMN duty_officer_name;
ALTER TABLE cashdesk.movement DROP COLUMN operator_name;
ALTER TABLE cashdesk.cash_drop DROP COLUMN offerer_name, DROP COLUMN receiver_name;
-- A dropped column stays in the file until the table is written anew.
CLUSTER cashdesk.float_issue USING float_issue_pkey;
CLUSTER cashdesk.shift USING shift_pkey;
CLUSTER cashdesk.movement USING movement_pkey;
CLUSTER cashdesk.cash_drop USING cash_drop_pkey;

-- For reports: closed shifts only, so that nobody reads an expected amount before the count.
CREATE VIEW cashdesk.v_shift AS
  SELECT shift_id, operator_id, terminal_id, business_day, state, opened_at, closed_at,
    CASE WHEN z_number IS NOT NULL THEN expected_minor END AS expected_minor,
    CASE WHEN z_number IS NOT NULL THEN counted_minor END AS counted_minor,
    CASE WHEN z_number IS NOT NULL THEN over_short_minor END AS over_short_minor,
    band, z_number
  FROM cashdesk.shift;
