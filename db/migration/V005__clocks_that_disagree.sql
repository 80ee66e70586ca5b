-- What deletes old rows goes by no single clock: it compares the database's with the newest samples and with its own
-- last run.

CREATE TABLE retention_clock (
    one       boolean PRIMARY KEY DEFAULT true CHECK (one),
    last_run  timestamptz NOT NULL,
    by_person boolean NOT NULL
);
COMMENT ON TABLE retention_clock IS 'the last time that old rows might be deleted; at most one row';
COMMENT ON COLUMN retention_clock.last_run IS 'the database''s time then, which something else had confirmed';
COMMENT ON COLUMN retention_clock.by_person IS
    'whether somebody said that this clock is right and the stations'' are not; holds while runs follow each other';

ALTER TABLE sensor_samples ADD COLUMN console_clock_wrong boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN sensor_samples.console_clock_wrong IS
    'whether most stations disagreed with the clock of the console that took it: received_at is wrong then';
