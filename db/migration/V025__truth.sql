-- What is known of samples from elsewhere, and the data sets that models are trained on.

CREATE TABLE truth_labels (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    device_id   text NOT NULL,
    sample_id   text NOT NULL,
    time        timestamptz NOT NULL,
    kind        text NOT NULL,
    value       double precision,
    grade       text,
    source      text NOT NULL,
    grader      text,
    said_at     timestamptz NOT NULL DEFAULT now(),
    replaced_at timestamptz,
    CHECK ((value IS NULL) <> (grade IS NULL))
);
COMMENT ON TABLE truth_labels IS
    'device_id, sample_id and time are the sample''s own key; labels outlive their samples, and corrections keep what was said before';
COMMENT ON COLUMN truth_labels.value IS '0 to 1; of the kind weight g';
COMMENT ON COLUMN truth_labels.replaced_at IS 'when it was corrected; null: it holds';

-- One says one thing of a sample at a time.
CREATE UNIQUE INDEX truth_labels_holds
    ON truth_labels (device_id, sample_id, time, kind, source, coalesce(grader, '')) WHERE replaced_at IS NULL;
CREATE INDEX truth_labels_time ON truth_labels (time) WHERE replaced_at IS NULL;

CREATE TABLE datasets (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name     text NOT NULL,
    query    jsonb NOT NULL,
    samples  integer NOT NULL,
    sha256   text NOT NULL,
    contents jsonb NOT NULL,
    rows     bytea NOT NULL,
    made_at  timestamptz NOT NULL DEFAULT now(),
    made_by  text
);
ALTER TABLE datasets ALTER COLUMN rows SET STORAGE EXTERNAL;
COMMENT ON COLUMN datasets.rows IS 'CSV, gzipped: keys, raw figures and truths, so that a model can be trained again when its samples are gone';
COMMENT ON COLUMN datasets.sha256 IS 'of the CSV';
