-- One row: this database is one park.
CREATE TABLE foundation.park (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  name_zh  text NOT NULL,
  name_en  text NOT NULL,
  zone     text NOT NULL,
  cut_off  time NOT NULL,
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$')
);
