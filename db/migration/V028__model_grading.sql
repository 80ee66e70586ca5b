-- Which products' samples are graded with the active model's figures, and which samples were.

CREATE TABLE model_grading (
    profile_id bigint PRIMARY KEY REFERENCES product_profiles ON DELETE CASCADE,
    by_model   boolean NOT NULL,
    device_ids text[] NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now(),
    changed_by text,
    reason     text
);
COMMENT ON TABLE model_grading IS 'a product without a row is graded by the formula';
COMMENT ON COLUMN model_grading.device_ids IS 'stations at which the product is made; a station counts for one product at a time';

-- A row is never changed. It is kept as long as products are, which say by it how they were graded.
CREATE TABLE model_graded_samples (
    time                   timestamptz NOT NULL,
    version_id             bigint NOT NULL,
    freshness              double precision,
    fat_quality            double precision,
    oxidation              double precision,
    formula_freshness      double precision,
    formula_fat_quality    double precision,
    formula_oxidation      double precision,
    formula_spectral_score double precision NOT NULL,
    formula_score          double precision NOT NULL,
    device_id              text NOT NULL,
    sample_id              text NOT NULL,
    version_name           text NOT NULL,
    version_sha256         text NOT NULL,
    profile_name           text NOT NULL,
    formula_grade          text NOT NULL,
    PRIMARY KEY (device_id, sample_id, time)
) ${partitioning};
COMMENT ON COLUMN model_graded_samples.time IS 'the sample''s own, with device_id and sample_id its key';
COMMENT ON COLUMN model_graded_samples.freshness IS 'what the model said, and the sample was graded with; null: the formula''s';
COMMENT ON COLUMN model_graded_samples.formula_score IS 'what the formula alone would have made of it';
