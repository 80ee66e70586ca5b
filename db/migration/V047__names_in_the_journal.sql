-- What was acted on is looked for in the journal by its name too, as the list shows it: a number says nothing to who looks.

ALTER TABLE audit_log
    ADD COLUMN name_plain text GENERATED ALWAYS AS (bug_plain(nullif(btrim(
        coalesce(before ->> 'name', '') || E'\n' || coalesce(after ->> 'name', '') || E'\n'
        || coalesce(before ->> 'title', '') || E'\n' || coalesce(after ->> 'title', '') || E'\n'
        || coalesce(before ->> 'lot', '') || E'\n' || coalesce(after ->> 'lot', ''), E'\n'), ''))) STORED;
COMMENT ON COLUMN audit_log.name_plain IS 'what the thing is called, as far as the act tells it, in small letters without'
    ' accents; null where it does not';

CREATE INDEX audit_log_name_plain ON audit_log USING gin (name_plain gin_trgm_ops);
