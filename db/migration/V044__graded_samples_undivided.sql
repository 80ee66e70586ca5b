-- Kept for ten years, it would come to have 3,653 parts, and whoever reads how a sample was graded opens all of them to
-- plan that. There are few rows: only of samples that a model graded.
CREATE TABLE model_graded_samples_undivided (LIKE model_graded_samples INCLUDING COMMENTS);
INSERT INTO model_graded_samples_undivided SELECT * FROM model_graded_samples;
DROP TABLE model_graded_samples;
ALTER TABLE model_graded_samples_undivided RENAME TO model_graded_samples;
ALTER TABLE model_graded_samples ADD PRIMARY KEY (device_id, sample_id, time);
CREATE INDEX model_graded_samples_time ON model_graded_samples (time);
