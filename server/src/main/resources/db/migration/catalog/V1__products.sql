-- Checkpoints (检票点): the number is the bit in a ticket code and is never given to another.
CREATE TABLE catalog.checkpoint (
  checkpoint_no integer PRIMARY KEY CHECK (checkpoint_no BETWEEN 1 AND 32),
  name_zh       text    NOT NULL,
  name_en       text    NOT NULL,
  active        boolean NOT NULL
);

CREATE TABLE catalog.place_pool (
  place_pool_id uuid PRIMARY KEY,
  name_zh       text NOT NULL,
  name_en       text NOT NULL
);

-- Minutes count from midnight of the business day's date; past 1440 it is the night that follows.
CREATE TABLE catalog.slot (
  place_pool_id uuid    NOT NULL REFERENCES catalog.place_pool,
  slot_no       integer NOT NULL CHECK (slot_no > 0),
  start_minute  integer NOT NULL,
  end_minute    integer NOT NULL CHECK (end_minute > start_minute),
  early_minutes integer NOT NULL,
  late_minutes  integer NOT NULL,
  PRIMARY KEY (place_pool_id, slot_no)
);

-- The short number goes into every ticket code.
CREATE SEQUENCE catalog.product_no AS integer MINVALUE 1 MAXVALUE 65535;

CREATE TABLE catalog.product (
  product_id         uuid        PRIMARY KEY,
  product_no         integer     NOT NULL UNIQUE DEFAULT nextval('catalog.product_no'),
  state              text        NOT NULL
                     CHECK (state IN ('DRAFT', 'ON_SALE', 'OFF_SALE', 'RETIRED')),
  current_version_id uuid,
  draft              jsonb,
  draft_saved_at     timestamptz,
  created_at         timestamptz NOT NULL,
  CONSTRAINT sold_only_when_published
    CHECK (state IN ('DRAFT', 'RETIRED') OR current_version_id IS NOT NULL)
);

-- What a sold ticket keeps for ever: never changed, never deleted.
CREATE TABLE catalog.product_version (
  product_version_id uuid        PRIMARY KEY,
  product_id         uuid        NOT NULL REFERENCES catalog.product,
  version            integer     NOT NULL CHECK (version > 0),
  terms              jsonb       NOT NULL,
  published_by       uuid        NOT NULL,
  publisher_name     text        NOT NULL,
  published_at       timestamptz NOT NULL,
  UNIQUE (product_id, version)
);
ALTER TABLE catalog.product
  ADD FOREIGN KEY (current_version_id) REFERENCES catalog.product_version;

CREATE FUNCTION catalog.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a published version never changes';
END $$;
CREATE TRIGGER published_versions_stay BEFORE UPDATE OR DELETE ON catalog.product_version
  FOR EACH ROW EXECUTE FUNCTION catalog.refuse_change();

-- For reports.
CREATE VIEW catalog.v_product_version AS
  SELECT v.product_version_id, v.product_id, p.product_no, v.version,
    v.terms -> 'names' ->> 'zh' AS name_zh, v.terms -> 'names' ->> 'en' AS name_en,
    v.published_at
  FROM catalog.product_version v JOIN catalog.product p USING (product_id);
CREATE VIEW catalog.v_product AS
  SELECT p.product_id, p.product_no, p.state, v.name_zh, v.name_en
  FROM catalog.product p
  JOIN catalog.v_product_version v ON v.product_version_id = p.current_version_id;
CREATE VIEW catalog.v_checkpoint AS
  SELECT checkpoint_no, name_zh, name_en, active FROM catalog.checkpoint;
