-- Models that were made elsewhere: ONNX files, which the console runs in a process of their own.

ALTER TABLE model_versions ADD COLUMN companion bytea;
ALTER TABLE model_versions ALTER COLUMN companion SET STORAGE EXTERNAL;
COMMENT ON COLUMN model_versions.companion IS
    'of an ONNX file: its intervals and what it was judged on, as a model file; null for a model of the console';

-- The same ONNX file may be judged on several data sets.
ALTER TABLE model_versions DROP CONSTRAINT model_versions_sha256_key;
CREATE UNIQUE INDEX model_versions_own ON model_versions (sha256) WHERE companion IS NULL;
CREATE UNIQUE INDEX model_versions_onnx ON model_versions (sha256, coalesce(dataset_id, 0)) WHERE companion IS NOT NULL;
