-- What is secret of a key is wrapped for each gate when it reads the feed, and kept in no table.
UPDATE admission.feed SET body = regexp_replace(body, ',"(seal|line|wrapping)":"[^"]*"', '', 'g')
WHERE body LIKE '%"kind":"KEY"%';
UPDATE admission.feed_known SET body = regexp_replace(body, ',"(seal|line|wrapping)":"[^"]*"', '', 'g')
WHERE body LIKE '%"kind":"KEY"%';
UPDATE admission.feed_news SET body = regexp_replace(body, ',"(seal|line|wrapping)":"[^"]*"', '', 'g')
WHERE body LIKE '%"kind":"KEY"%';
