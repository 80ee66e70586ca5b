-- Parts of names are looked for in the journal as people type them. The plain form of each is kept beside it, since
-- making it for every row of a filter takes seconds, and trigrams find what holds three letters or more.

ALTER TABLE audit_log
    ADD COLUMN actor_plain text GENERATED ALWAYS AS (bug_plain(actor_name)) STORED,
    ADD COLUMN object_plain text GENERATED ALWAYS AS (bug_plain(object_id)) STORED;
COMMENT ON COLUMN audit_log.actor_plain IS 'actor_name in small letters without accents';
COMMENT ON COLUMN audit_log.object_plain IS 'object_id in the same way';

CREATE INDEX audit_log_actor_plain ON audit_log USING gin (actor_plain gin_trgm_ops);
CREATE INDEX audit_log_object_plain ON audit_log USING gin (object_plain gin_trgm_ops);
