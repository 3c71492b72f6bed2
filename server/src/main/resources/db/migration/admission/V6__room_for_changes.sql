-- Rows that are changed soon after they were written find room in their page.
ALTER TABLE admission.presentation SET (fillfactor = 70);
ALTER TABLE admission.feed_known SET (fillfactor = 80);
-- A queue: nearly every row is dead. What is dead is read again and again until it is cleared away.
ALTER TABLE admission.feed_news SET (
  autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
