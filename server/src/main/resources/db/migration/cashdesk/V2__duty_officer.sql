-- Whether a duty officer must be there when a drawer is counted (R9); without a row nobody must.
CREATE TABLE cashdesk.settings (
  only_one            boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  duty_officer_needed boolean NOT NULL
);

-- Who was there, as proved at the cashier's computer.
ALTER TABLE cashdesk.shift
  ADD COLUMN duty_officer_id uuid,
  ADD COLUMN duty_officer_name text,
  ADD CONSTRAINT duty_officer_is_another CHECK (duty_officer_id <> operator_id);
