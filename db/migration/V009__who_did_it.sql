-- Who changed what: one row for each act of a person, a program, a station or the console itself, written in the
-- transaction of the change, so that there is never one without the other.

CREATE TABLE audit_log (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at          timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor_kind  text NOT NULL CHECK (actor_kind IN ('token', 'window', 'local', 'station', 'system')),
    actor_name  text CHECK (char_length(actor_name) BETWEEN 1 AND 200),
    address     text,
    route       text NOT NULL,
    object_kind text NOT NULL,
    object_id   text,
    before      jsonb,
    after       jsonb,
    reason      text
);
COMMENT ON TABLE audit_log IS 'who changed what; a row is never changed, and deleted when it is old';
COMMENT ON COLUMN audit_log.at IS 'by the database''s clock';
COMMENT ON COLUMN audit_log.actor_kind IS 'token: a program with an API token; window: the console''s own window; local:'
    ' another program on the console''s computer; station; system: the console by itself';
COMMENT ON COLUMN audit_log.actor_name IS 'of the token, chosen in the window, or the station; null: nobody said one';
COMMENT ON COLUMN audit_log.address IS 'where the call came from; null where there was none';
COMMENT ON COLUMN audit_log.route IS 'id of the route as in /openapi.json; of what is no route, its name';
COMMENT ON COLUMN audit_log.before IS 'what changed, as it was; null where there was nothing, or nothing that is kept';
COMMENT ON COLUMN audit_log.after IS 'the same, as it is now; null where nothing is left';
COMMENT ON COLUMN audit_log.reason IS 'as whoever did it gave it';

CREATE INDEX audit_log_at ON audit_log (at);
CREATE INDEX audit_log_actor ON audit_log (actor_name, id);
CREATE INDEX audit_log_route ON audit_log (route, id);
CREATE INDEX audit_log_object ON audit_log (object_id, id);

CREATE FUNCTION audit_log_refuse() RETURNS trigger
    LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a row of audit_log is never changed';
END $$;
CREATE TRIGGER audit_log_refuse BEFORE UPDATE ON audit_log
    FOR EACH ROW EXECUTE FUNCTION audit_log_refuse();
