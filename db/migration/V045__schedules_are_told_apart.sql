-- Schedules are told apart by their names, whatever their capitals and the spaces around them; and since when a report waits
-- for room on the disk.

UPDATE report_schedules SET name = btrim(name, E' \t\r\n') WHERE name <> btrim(name, E' \t\r\n');

-- Of those that were called alike the oldest keeps its name, and the others get a number behind it.
DO $$
DECLARE
    twin   record;
    number integer;
    ending text;
BEGIN
    FOR twin IN
        SELECT s.id, s.name FROM report_schedules s
        WHERE EXISTS (SELECT FROM report_schedules o WHERE lower(o.name) = lower(s.name) AND o.id < s.id)
        ORDER BY s.id
    LOOP
        number := 2;
        LOOP
            ending := ' (' || number || ')';
            EXIT WHEN NOT EXISTS (SELECT FROM report_schedules
                WHERE lower(name) = lower(left(twin.name, 100 - length(ending)) || ending));
            number := number + 1;
        END LOOP;
        UPDATE report_schedules SET name = left(twin.name, 100 - length(ending)) || ending, version = version + 1
        WHERE id = twin.id;
    END LOOP;
END $$;

-- What the database takes for capitals depends on it: the console looks more closely.
CREATE UNIQUE INDEX report_schedules_name ON report_schedules (lower(name));

ALTER TABLE report_runs ADD COLUMN waits_since timestamptz;
COMMENT ON COLUMN report_runs.waits_since IS 'since when it waits, or waited before it was made, for room on a console''s disk; null: it never did';
