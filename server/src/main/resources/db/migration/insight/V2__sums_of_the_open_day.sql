-- The sums of the day after the last settled one hold what only grows of it, up to this moment;
-- without one, nothing.
ALTER TABLE insight.settled ADD COLUMN open_to timestamptz;
