-- What is or was wrong with a station or a part of the system, so that it is still known after a restart and to other
-- consoles on this database.

CREATE TABLE conditions (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    scope      text NOT NULL CHECK (scope IN ('station', 'system')),
    source     text NOT NULL,
    console    text NOT NULL DEFAULT '',
    kind       text NOT NULL,
    severity   text NOT NULL CHECK (severity IN ('note', 'warning', 'critical')),
    since      timestamptz NOT NULL,
    cleared_at timestamptz,
    seen_at    timestamptz NOT NULL DEFAULT now(),
    text       text NOT NULL,
    remedy     text NOT NULL,
    details    jsonb NOT NULL DEFAULT '{}'
);
COMMENT ON TABLE conditions IS 'what is or was wrong with stations and the system';
COMMENT ON COLUMN conditions.source IS 'a station''s id, or the name of a part of the system';
COMMENT ON COLUMN conditions.console IS
    'the console whose part it is, by the file console-id of its data folder; empty: of stations, and of what all share';
COMMENT ON COLUMN conditions.since IS 'when it began, by the clock of the console that saw it first';
COMMENT ON COLUMN conditions.cleared_at IS 'when it was over, by the clock of the console that saw it; null: it is open';
COMMENT ON COLUMN conditions.seen_at IS 'when a console last wrote or confirmed the row: it is kept by this';
COMMENT ON COLUMN conditions.details IS 'figures and names of the text, by their names';

-- Of several consoles that see the same thing, one raises it.
CREATE UNIQUE INDEX conditions_open ON conditions (scope, source, kind, console) WHERE cleared_at IS NULL;
CREATE INDEX conditions_cleared ON conditions (id) WHERE cleared_at IS NOT NULL;
CREATE INDEX conditions_seen_at ON conditions (seen_at);
