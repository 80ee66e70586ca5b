-- Jobs that one of several consoles runs, such as dropping old days: db-scheduler's table, one row for each job.
--
-- A console takes a job that is due by raising its version, so that no other one takes it too, and while it works
-- writes a heartbeat. A job whose heartbeat stopped is taken over by another console.

CREATE TABLE scheduled_tasks (
    task_name            text NOT NULL,
    task_instance        text NOT NULL,
    task_data            bytea,
    execution_time       timestamptz NOT NULL,
    picked               boolean NOT NULL,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint NOT NULL,
    priority             smallint,
    PRIMARY KEY (task_name, task_instance)
);
COMMENT ON TABLE scheduled_tasks IS 'jobs that only one of the consoles on this database runs; times are the database''s';
COMMENT ON COLUMN scheduled_tasks.task_name IS 'the job';
COMMENT ON COLUMN scheduled_tasks.task_instance IS 'always "recurring": a job is there once';
COMMENT ON COLUMN scheduled_tasks.task_data IS 'not used: what a job needs is in the settings';
COMMENT ON COLUMN scheduled_tasks.execution_time IS 'when it is next due';
COMMENT ON COLUMN scheduled_tasks.picked IS 'whether a console works on it';
COMMENT ON COLUMN scheduled_tasks.picked_by IS 'id of that console, as in its log and health document; null: nobody';
COMMENT ON COLUMN scheduled_tasks.last_heartbeat IS 'when that console last said that it still works on it';
COMMENT ON COLUMN scheduled_tasks.version IS 'raised by each change: of two consoles that take a job at once, one fails';

CREATE INDEX scheduled_tasks_due ON scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_heartbeat ON scheduled_tasks (last_heartbeat);
