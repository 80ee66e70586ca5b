-- A console that stores samples has what their entries say at hand, and finds it by this number. Another console, and one
-- that was started again, makes the same entries of the rows, by their keys, as before.
ALTER TABLE log_pending ADD COLUMN ready bigint;
COMMENT ON COLUMN log_pending.ready IS
    'by it the console that stored the rows finds what their entries say in its memory; null: they are made of the rows';

-- What is there for less than a second is not worth being compressed.
ALTER TABLE log_pending ALTER COLUMN keys SET STORAGE EXTERNAL;
