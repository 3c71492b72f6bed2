-- A ticket is changed at each use. With room in its page the new version of the row stays beside the
-- old one, and no index is touched.
ALTER TABLE ticketing.ticket SET (fillfactor = 70);
