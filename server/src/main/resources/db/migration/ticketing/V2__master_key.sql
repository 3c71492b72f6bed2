-- Which master key wraps the signing part: the keystore's, or that of a PKCS#11 token. The parts
-- that only read (seal, line) are wrapped under the keystore's always: they must open while a token
-- is away, and every gate holds them too.
ALTER TABLE ticketing.code_key
  ADD COLUMN sign_master text NOT NULL DEFAULT 'KEYSTORE'
    CHECK (sign_master IN ('KEYSTORE', 'TOKEN'));
ALTER TABLE ticketing.code_key ALTER COLUMN sign_master DROP DEFAULT;
