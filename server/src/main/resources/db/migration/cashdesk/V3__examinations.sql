-- Finance has looked into a large difference (R6): what the camera showed, and what was found.
CREATE TABLE cashdesk.examination (
  shift_id    uuid        PRIMARY KEY REFERENCES cashdesk.shift,
  examined_by uuid        NOT NULL,
  examined_at timestamptz NOT NULL,
  camera      text        NOT NULL CHECK (camera <> ''),
  finding     text        NOT NULL CHECK (finding <> '')
);
CREATE TRIGGER examinations_stay BEFORE UPDATE OR DELETE ON cashdesk.examination
  FOR EACH ROW EXECUTE FUNCTION cashdesk.refuse_change();

-- Few of all shifts: those that finance looks for every day.
CREATE INDEX shift_with_exception ON cashdesk.shift (closed_at)
  WHERE state = 'CLOSED_WITH_EXCEPTION';
