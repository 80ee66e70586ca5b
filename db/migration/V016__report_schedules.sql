-- Reports that come by themselves: schedules, which report is which of a schedule's, and where reports are to be taken.

CREATE TABLE report_schedules (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name         text NOT NULL,
    cadence      text NOT NULL CHECK (cadence IN ('shift', 'daily', 'weekly', 'monthly')),
    kind         text NOT NULL,
    language     text NOT NULL,
    formats      text[] NOT NULL,
    zone         text NOT NULL,
    due_time     time NOT NULL,
    shift_start  time,
    shift_end    time,
    device_ids   text[] NOT NULL DEFAULT '{}',
    limits       jsonb,
    folder       text,
    recipients   text[] NOT NULL DEFAULT '{}',
    enabled      boolean NOT NULL DEFAULT true,
    version      integer NOT NULL DEFAULT 1,
    created_at   timestamptz NOT NULL DEFAULT now(),
    created_by   text,
    done_until   timestamptz NOT NULL,
    CHECK ((cadence = 'shift') = (shift_start IS NOT NULL AND shift_end IS NOT NULL))
);
COMMENT ON COLUMN report_schedules.due_time IS 'time of day in its zone at which a day, week or month is due; of a shift: its end';
COMMENT ON COLUMN report_schedules.folder IS 'where the files are copied to; null: nowhere';
COMMENT ON COLUMN report_schedules.version IS 'one more with each change by a person';
COMMENT ON COLUMN report_schedules.done_until IS
    'what was due until then is in report_runs, or was there: it is never asked for again, even when its row is gone';

ALTER TABLE report_runs
    ADD COLUMN schedule_id bigint REFERENCES report_schedules ON DELETE SET NULL,
    ADD COLUMN occurrence  text,
    ADD COLUMN due_at      timestamptz,
    ADD COLUMN late        boolean NOT NULL DEFAULT false,
    ADD UNIQUE (schedule_id, occurrence);
COMMENT ON COLUMN report_runs.occurrence IS 'which of the schedule''s, such as 2026-11-26, 2026-11 or 2026-11-26/06:00';
COMMENT ON COLUMN report_runs.due_at IS 'when it was due; null: a person asked for it';
COMMENT ON COLUMN report_runs.late IS 'whether no console ran when it was due';

CREATE TABLE report_deliveries (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    run_id     bigint NOT NULL REFERENCES report_runs ON DELETE CASCADE,
    kind       text NOT NULL CHECK (kind IN ('folder', 'mail')),
    address    text NOT NULL,
    state      text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'done', 'failed')),
    attempts   integer NOT NULL DEFAULT 0,
    next_try   timestamptz NOT NULL DEFAULT now(),
    done_at    timestamptz,
    last_error text,
    UNIQUE (run_id, kind, address)
);
CREATE INDEX report_deliveries_pending ON report_deliveries (next_try) WHERE state = 'pending';
COMMENT ON COLUMN report_deliveries.address IS 'a folder, or a mail address';
