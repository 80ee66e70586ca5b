-- Reports: what was asked for, how far it is, and the files that were made.

CREATE TABLE report_runs (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    file_key       uuid NOT NULL DEFAULT gen_random_uuid(),
    kind           text NOT NULL,
    language       text NOT NULL,
    formats        text[] NOT NULL,
    period_from    timestamptz NOT NULL,
    period_to      timestamptz NOT NULL,
    zone           text NOT NULL,
    device_ids     text[] NOT NULL DEFAULT '{}',
    lot            text,
    limits         jsonb,
    state          text NOT NULL DEFAULT 'queued'
        CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled', 'skipped')),
    requested_at   timestamptz NOT NULL DEFAULT now(),
    requested_by   text,
    started_at     timestamptz,
    finished_at    timestamptz,
    console        text,
    heard_at       timestamptz,
    attempts       integer NOT NULL DEFAULT 0,
    progress       smallint NOT NULL DEFAULT 0,
    cancel         boolean NOT NULL DEFAULT false,
    error          text,
    rows           bigint,
    newest_sample  timestamptz,
    period_open    boolean NOT NULL DEFAULT false,
    version        text,
    CHECK (period_from < period_to)
);
CREATE INDEX report_runs_waiting ON report_runs (id) WHERE state IN ('queued', 'running');
CREATE INDEX report_runs_requested_at ON report_runs (requested_at);
COMMENT ON TABLE report_runs IS 'reports that were made, or are to be made';
COMMENT ON COLUMN report_runs.file_key IS 'part of its files'' names, so that no other database''s are taken for them';
COMMENT ON COLUMN report_runs.period_to IS 'the period ends before it';
COMMENT ON COLUMN report_runs.console IS 'the console that makes it, by the file console-id of its data folder';
COMMENT ON COLUMN report_runs.heard_at IS
    'the database''s time at that console''s last sign of life: where it is old another one begins again';
COMMENT ON COLUMN report_runs.attempts IS 'how often it was begun';
COMMENT ON COLUMN report_runs.progress IS 'percent';
COMMENT ON COLUMN report_runs.cancel IS 'whether somebody gave it up while it was being made';
COMMENT ON COLUMN report_runs.period_open IS 'whether the period was not over when it was made';

-- Whose run is gone is deleted from the disk by the console that wrote it.
CREATE TABLE report_files (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    run_id    bigint REFERENCES report_runs ON DELETE SET NULL,
    format    text NOT NULL,
    console   text NOT NULL,
    machine   text NOT NULL,
    file_name text NOT NULL,
    bytes     bigint NOT NULL,
    sha256    text NOT NULL,
    UNIQUE (run_id, format)
);
CREATE INDEX report_files_console ON report_files (console, id);
COMMENT ON COLUMN report_files.run_id IS 'null: the report is gone, and the file is to be deleted';
COMMENT ON COLUMN report_files.console IS 'in the folder report-files of whose data folder it lies';
COMMENT ON COLUMN report_files.machine IS 'name of that console''s machine';
