-- Why a report was not made or not delivered, as a code and what it is about, which each window says in its own language.

ALTER TABLE report_runs
    ADD COLUMN error_code    text,
    ADD COLUMN error_details text[],
    ADD COLUMN note_code     text,
    ADD COLUMN note_details  text[];
COMMENT ON COLUMN report_runs.error_code IS 'null: error is of an older version, or there is none';

ALTER TABLE report_deliveries
    ADD COLUMN error_code    text,
    ADD COLUMN error_details text[];
COMMENT ON COLUMN report_deliveries.error_code IS 'null: last_error is of an older version, or there is none';

-- What is over goes after some time; what waits is told by its partial index.
CREATE INDEX report_deliveries_done_at ON report_deliveries (done_at) WHERE done_at IS NOT NULL;
