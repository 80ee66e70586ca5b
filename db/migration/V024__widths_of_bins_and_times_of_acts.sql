-- A histogram says nothing without the width of its bins.
ALTER TABLE sample_histograms ADD COLUMN bin_mm double precision CHECK (bin_mm > 0);
COMMENT ON COLUMN sample_histograms.bin_mm IS 'width of a bin as its station said it; null: it said none';

-- Acts before a time are looked for from the newest number on: the times of those that are passed over lie in the index.
CREATE INDEX audit_log_id_at ON audit_log (id) INCLUDE (at);
