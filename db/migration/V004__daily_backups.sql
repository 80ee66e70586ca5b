-- The daily backups: one console makes each of them, every console on this database knows of it.

CREATE TABLE daily_backups (
    host    text NOT NULL,
    file    text NOT NULL,
    made_at timestamptz NOT NULL,
    bytes   bigint NOT NULL CHECK (bytes >= 0),
    PRIMARY KEY (host, file)
);
COMMENT ON TABLE daily_backups IS 'daily backups that lie somewhere, and where';
COMMENT ON COLUMN daily_backups.host IS 'name of the machine that has it';
COMMENT ON COLUMN daily_backups.file IS 'its absolute path there';
COMMENT ON COLUMN daily_backups.made_at IS 'when it was begun';
COMMENT ON COLUMN daily_backups.bytes IS 'size of the file';

CREATE INDEX daily_backups_made_at ON daily_backups (made_at);
