-- Events that were delivered are deleted from now on; these were kept by mistake.
DELETE FROM postgres.event_publication WHERE completion_date IS NOT NULL;
