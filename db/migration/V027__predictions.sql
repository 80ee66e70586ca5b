-- What versions of models said of samples, and how far what is measured is from what they were trained on.

CREATE TABLE predictions (
    time             timestamptz NOT NULL,
    made_at          timestamptz NOT NULL DEFAULT now(),
    version_id       bigint NOT NULL,
    freshness        double precision,
    freshness_low    double precision,
    freshness_high   double precision,
    fat_quality      double precision,
    fat_quality_low  double precision,
    fat_quality_high double precision,
    oxidation        double precision,
    oxidation_low    double precision,
    oxidation_high   double precision,
    weight           double precision,
    weight_low       double precision,
    weight_high      double precision,
    distance         double precision,
    device_id        text NOT NULL,
    sample_id        text NOT NULL,
    role             text NOT NULL,
    flags            text[] NOT NULL DEFAULT '{}',
    PRIMARY KEY (device_id, sample_id, time, version_id)
) ${partitioning};
CREATE INDEX predictions_version_time ON predictions (version_id, time);
COMMENT ON COLUMN predictions.time IS 'the sample''s own, with device_id and sample_id its key';
COMMENT ON COLUMN predictions.freshness_low IS 'the figure lies between low and high with the interval''s level, 0.9';
COMMENT ON COLUMN predictions.weight IS 'g';
COMMENT ON COLUMN predictions.distance IS 'of Mahalanobis from the samples that were learnt from';

CREATE TABLE model_drift (
    version_id bigint NOT NULL REFERENCES model_versions,
    at         timestamptz NOT NULL,
    device_id  text NOT NULL,
    feature    text NOT NULL,
    samples    integer NOT NULL,
    psi        double precision NOT NULL,
    ks         double precision NOT NULL,
    chance     double precision NOT NULL,
    striking   boolean NOT NULL,
    PRIMARY KEY (version_id, at, device_id, feature)
);
CREATE INDEX model_drift_at ON model_drift (at);
COMMENT ON COLUMN model_drift.at IS 'when it was reckoned, of all samples of the week before';
COMMENT ON COLUMN model_drift.striking IS 'psi above 0.25, and ks not by chance where so many are looked at';
