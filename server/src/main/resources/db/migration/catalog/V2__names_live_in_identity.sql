-- Who published is known by id; the name is identity's.
ALTER TABLE catalog.product_version DROP COLUMN publisher_name;
-- A dropped column stays in the file until the table is written anew.
CLUSTER catalog.product_version USING product_version_pkey;
