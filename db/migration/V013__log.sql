-- The log: each grade, act, erasure, … is an entry of an append-only Merkle tree (RFC 6962), of which signed checkpoints
-- are kept elsewhere, too. Whatever is changed by hand afterwards is found, and named, by `gaveurs-console verify`.

-- What is stored and has no entry yet: written in the transaction that stores it, taken out in the one that makes the
-- entry. Who takes what is there, and never what follows a number, misses nothing that was committed out of order.
CREATE TABLE log_pending (
    id   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at   timestamptz NOT NULL DEFAULT now(),
    kind text NOT NULL,
    keys text[] NOT NULL,
    older boolean NOT NULL DEFAULT false
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500);
COMMENT ON COLUMN log_pending.keys IS 'of rows of the kind''s table, as log_entries.key';
COMMENT ON COLUMN log_pending.older IS 'a console of an older version stored them, which knows nothing of the log';

-- A console that was not upgraded yet goes on storing: the database hands its rows over for it. Who stores by hand is no
-- console, and gets no entry.
CREATE FUNCTION log_hand_over() RETURNS trigger
    LANGUAGE plpgsql AS $$
BEGIN
    IF TG_ARGV[0] = 'sample' THEN
        INSERT INTO log_pending (kind, keys, older) VALUES ('sample', ARRAY[
            (extract(epoch FROM NEW.time) * 1000000)::bigint || '/' || NEW.device_id || '/' || NEW.sample_id], true);
    ELSE
        INSERT INTO log_pending (kind, keys, older) VALUES (TG_ARGV[0], ARRAY[NEW.id::text], true);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER log_hand_over AFTER INSERT ON sensor_samples FOR EACH ROW
    WHEN (current_setting('gaveurs.log', true) IS DISTINCT FROM 'on'
        AND current_setting('application_name') LIKE 'gaveurs-console%')
    EXECUTE FUNCTION log_hand_over('sample');
CREATE TRIGGER log_hand_over AFTER INSERT ON audit_log FOR EACH ROW
    WHEN (current_setting('gaveurs.log', true) IS DISTINCT FROM 'on'
        AND current_setting('application_name') LIKE 'gaveurs-console%')
    EXECUTE FUNCTION log_hand_over('act');
CREATE TRIGGER log_hand_over AFTER INSERT ON device_erasures FOR EACH ROW
    WHEN (current_setting('gaveurs.log', true) IS DISTINCT FROM 'on'
        AND current_setting('application_name') LIKE 'gaveurs-console%')
    EXECUTE FUNCTION log_hand_over('erasure');

-- Rows from before the log that have no entry yet.
CREATE TABLE log_backfill (
    kind text PRIMARY KEY,
    after_key text,
    done boolean NOT NULL DEFAULT false
);
COMMENT ON COLUMN log_backfill.after_key IS 'of the last row that has its entry, in the order of the keys; null: none has';
INSERT INTO log_backfill (kind) VALUES ('act'), ('erasure'), ('sample');

CREATE TABLE log_entries (
    idx       bigint PRIMARY KEY CHECK (idx >= 0),
    kind      text NOT NULL,
    key       text NOT NULL,
    entry     text NOT NULL,
    leaf_hash bytea NOT NULL CHECK (octet_length(leaf_hash) = 32),
    salt      bytea
);
CREATE INDEX log_entries_key ON log_entries (kind, key, idx);
COMMENT ON TABLE log_entries IS 'a row is never changed, but for its salt, and never deleted';
COMMENT ON COLUMN log_entries.idx IS 'place in the tree, from 0 without a gap';
COMMENT ON COLUMN log_entries.key IS 'of the row that it is about: key columns with / between, times as microseconds since 1970';
COMMENT ON COLUMN log_entries.entry IS 'canonical JSON (RFC 8785)';
COMMENT ON COLUMN log_entries.leaf_hash IS 'SHA-256 of 0x00 and the entry';
COMMENT ON COLUMN log_entries.salt IS
    'what personal values were hashed with; null where there are none, or once their row is no longer kept';

CREATE FUNCTION log_entries_refuse() RETURNS trigger
    LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.salt IS NULL AND (NEW.idx, NEW.kind, NEW.key, NEW.entry, NEW.leaf_hash)
            IS NOT DISTINCT FROM (OLD.idx, OLD.kind, OLD.key, OLD.entry, OLD.leaf_hash) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a row of log_entries is never changed or deleted';
END $$;
CREATE TRIGGER log_entries_refuse BEFORE UPDATE OR DELETE ON log_entries
    FOR EACH ROW EXECUTE FUNCTION log_entries_refuse();

-- 256 hashes each, 32 bytes a hash; of level 0 those of the entries, of a higher one the roots of tiles of the one below.
CREATE TABLE log_tiles (
    level  smallint NOT NULL,
    idx    bigint NOT NULL,
    hashes bytea NOT NULL CHECK (octet_length(hashes) BETWEEN 32 AND 8192 AND octet_length(hashes) % 32 = 0),
    PRIMARY KEY (level, idx)
);
-- Hashes cannot be compressed: trying would cost time and save nothing.
ALTER TABLE log_tiles ALTER COLUMN hashes SET STORAGE EXTERNAL;

CREATE TABLE log_checkpoints (
    size bigint PRIMARY KEY CHECK (size >= 0),
    root bytea NOT NULL CHECK (octet_length(root) = 32),
    at   timestamptz NOT NULL DEFAULT now(),
    note text NOT NULL
);
COMMENT ON COLUMN log_checkpoints.note IS 'C2SP signed note: origin, size, root, and the signature of the console that made it';

-- What checkpoints were signed with. Private keys are in the consoles' data folders and never here.
CREATE TABLE log_keys (
    verifier_key text PRIMARY KEY,
    console      text NOT NULL,
    since        timestamptz NOT NULL DEFAULT now()
);
COMMENT ON COLUMN log_keys.verifier_key IS 'C2SP: name, key id and public key with + between';

CREATE TABLE log_identity (
    one    boolean PRIMARY KEY DEFAULT true CHECK (one),
    origin text NOT NULL,
    began  timestamptz NOT NULL DEFAULT now()
);
COMMENT ON COLUMN log_identity.origin IS 'first line of each checkpoint: tells this log from every other one';
INSERT INTO log_identity (origin) VALUES ('gaveurs-console/' || left(replace(gen_random_uuid()::text, '-', ''), 16));

-- Who keeps checkpoints of this log elsewhere, and how that went last.
CREATE TABLE log_witnesses (
    name    text PRIMARY KEY,
    size    bigint,
    seen_at timestamptz,
    asked_at timestamptz NOT NULL DEFAULT now(),
    trouble text,
    detail  text
);
COMMENT ON COLUMN log_witnesses.size IS 'of the newest checkpoint that it took; null: none yet';
COMMENT ON COLUMN log_witnesses.trouble IS
    'why it took none when it was last asked: away, shorter, rewritten, other_key, unreadable or refused; null: it did';
COMMENT ON COLUMN log_witnesses.detail IS 'the same in words';

-- Newest checkpoints of other consoles' logs, for which this one is a witness.
CREATE TABLE log_witnessed (
    origin       text PRIMARY KEY,
    verifier_key text NOT NULL,
    size         bigint NOT NULL,
    root         bytea NOT NULL,
    note         text NOT NULL,
    at           timestamptz NOT NULL DEFAULT now()
);
COMMENT ON COLUMN log_witnessed.verifier_key IS 'the key of its first checkpoint; another one is refused';

-- An erasure is an entry, and so its row never says other than it did then; what comes out of a spool later stands here.
ALTER TABLE device_erasures ADD COLUMN late_up_to_seq bigint;
COMMENT ON COLUMN device_erasures.late_up_to_seq IS
    'seq of the newest sample of it that came out of a spool after it was asked for; null: none did';

-- What was deleted since it is no longer kept; written, and handed to the log, before it is deleted.
CREATE TABLE retention_drops (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at           timestamptz NOT NULL DEFAULT now(),
    table_name   text NOT NULL,
    before       timestamptz,
    up_to        bigint,
    kept_seconds bigint
);
CREATE INDEX retention_drops_table ON retention_drops (table_name, id);
COMMENT ON COLUMN retention_drops.before IS 'rows of a time before it; null where up_to says which';
COMMENT ON COLUMN retention_drops.up_to IS 'rows of a number up to it';
COMMENT ON COLUMN retention_drops.kept_seconds IS 'how long rows of the table were kept then; null where they are kept by number';
