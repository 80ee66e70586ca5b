-- Reports that wait for room on the disk, and the digests of a report's files.

ALTER TABLE report_runs ADD COLUMN next_try timestamptz;
COMMENT ON COLUMN report_runs.next_try IS 'it waits for room on a console''s disk, and is begun again then; null: it may be begun';

CREATE INDEX report_digests_report ON report_digests (report_id);
