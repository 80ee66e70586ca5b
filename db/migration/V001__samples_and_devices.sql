-- Devices, samples, statistics and API tokens.
--
-- ${partitioning} is "PARTITION BY RANGE (time)", or empty where the server has TimescaleDB: the program then makes
-- hypertables of the two tables. Everything else is the same, so programs that read them needn't care.

CREATE TABLE devices (
    device_id        text PRIMARY KEY,
    site_code        text NOT NULL,
    location         text,
    mac_address      text,
    ip_address       text,
    firmware_version text,
    enrollment       text NOT NULL DEFAULT 'pending' CHECK (enrollment IN ('approved', 'pending', 'blocked')),
    token_hash       bytea,
    token_seen       boolean NOT NULL DEFAULT false,
    first_seen       timestamptz NOT NULL DEFAULT now(),
    last_seen        timestamptz NOT NULL DEFAULT now(),
    last_sample_at   timestamptz,
    interval_seconds double precision CHECK (interval_seconds > 0),
    created_at       timestamptz NOT NULL DEFAULT now()
);
COMMENT ON COLUMN devices.token_hash IS 'SHA-256 of the token given at enrolment; null: none was given';
COMMENT ON COLUMN devices.token_seen IS 'whether the device has shown its token: from then on it must';
COMMENT ON COLUMN devices.interval_seconds IS 'usual time between two samples; null: not known yet';

-- One inspection of one liver: raw measurement, computed grade with every intermediate figure, the device's claims.
-- Fixed-width columns come first, 8 bytes before 4 before 2 before 1, so that no row holds padding.
CREATE TABLE sensor_samples (
    time                timestamptz NOT NULL,
    device_time         timestamptz NOT NULL,
    received_at         timestamptz NOT NULL,
    final_score         double precision,
    tof_score           double precision,
    spectral_score      double precision,
    floor_mm            double precision,
    volume_mm3          double precision,
    weight_g            double precision,
    max_height_mm       double precision,
    volume_score        double precision,
    reflectance_score   double precision,
    consistency_score   double precision,
    freshness           double precision,
    fat_quality         double precision,
    oxidation           double precision,
    color_uniformity    double precision,
    claimed_score       double precision,
    temperature_c       double precision,
    humidity_percent    double precision,
    integration_time_ms real,
    gain                real,
    valid_zones         smallint NOT NULL,
    occupied_zones      smallint NOT NULL,
    clock_wrong         boolean NOT NULL,
    compliant           boolean,
    claim_differs       boolean NOT NULL,
    device_id           text NOT NULL,
    sample_id           text NOT NULL,
    site_code           text NOT NULL,
    grade               text NOT NULL,
    tof_grade           text NOT NULL,
    spectral_grade      text,
    claimed_grade       text,
    lot                 text,
    firmware_version    text,
    distance            bytea NOT NULL,
    reflectance         bytea NOT NULL,
    amplitude           bytea NOT NULL,
    ambient             bytea NOT NULL,
    status              bytea NOT NULL,
    spectrum            double precision[],
    ratios              double precision[],
    spectral_anomalies  text[] NOT NULL DEFAULT '{}',
    ignored_channels    text[] NOT NULL DEFAULT '{}',
    defects             jsonb NOT NULL DEFAULT '[]',
    PRIMARY KEY (device_id, sample_id, time)
) ${partitioning};

-- A row takes about 1.7 kB: it stays whole in its page as long as it can.
ALTER TABLE sensor_samples
    ALTER COLUMN distance SET STORAGE MAIN,
    ALTER COLUMN reflectance SET STORAGE MAIN,
    ALTER COLUMN amplitude SET STORAGE MAIN,
    ALTER COLUMN ambient SET STORAGE MAIN,
    ALTER COLUMN status SET STORAGE MAIN,
    ALTER COLUMN spectrum SET STORAGE MAIN,
    ALTER COLUMN ratios SET STORAGE MAIN;

COMMENT ON COLUMN sensor_samples.time IS 'when it was measured: device_time, or received_at where clock_wrong';
COMMENT ON COLUMN sensor_samples.compliant IS 'not REJECT; null where the sample could not be graded';
COMMENT ON COLUMN sensor_samples.device_time IS 'what the device said';
COMMENT ON COLUMN sensor_samples.distance IS '8x8 mm, row by row, 64 big-endian float32';
COMMENT ON COLUMN sensor_samples.reflectance IS '8x8 percent, row by row, 64 big-endian float32';
COMMENT ON COLUMN sensor_samples.amplitude IS '8x8 counts, row by row, 64 big-endian float32';
COMMENT ON COLUMN sensor_samples.ambient IS '8x8 counts, row by row, 64 big-endian float32';
COMMENT ON COLUMN sensor_samples.status IS '8x8, row by row, 64 unsigned bytes';
COMMENT ON COLUMN sensor_samples.spectrum IS 'counts of F1 to F8, Clear, NIR; null: no spectrum';
COMMENT ON COLUMN sensor_samples.ratios IS
    'violet_orange_ratio, nir_violet_ratio, discoloration_index, lipid_oxidation_index, freshness_meat_index, '
    'oil_oxidation_index; an element is null where its ratio was left out';

-- One device's samples, newest first.
CREATE INDEX sensor_samples_device_time ON sensor_samples (device_id, time);
-- All samples, newest first, page by page; read backwards for descending order.
CREATE INDEX sensor_samples_time ON sensor_samples (time, device_id, sample_id);
-- The seldom site or grade; a common one is found faster along the time.
CREATE INDEX sensor_samples_site_grade ON sensor_samples (site_code, grade, time);

-- Under which time a sample of a device with a wrong clock was stored: by it a resend is recognised.
CREATE TABLE sample_clock_keys (
    device_id   text NOT NULL,
    sample_id   text NOT NULL,
    device_time timestamptz NOT NULL,
    time        timestamptz NOT NULL,
    PRIMARY KEY (device_id, sample_id, device_time)
);
CREATE INDEX sample_clock_keys_time ON sample_clock_keys (time);

CREATE TABLE sample_histograms (
    time      timestamptz NOT NULL,
    device_id text NOT NULL,
    sample_id text NOT NULL,
    histogram bytea NOT NULL,
    PRIMARY KEY (device_id, sample_id, time)
) ${partitioning};
-- Compressed before it comes here: trying again would cost time and save nothing.
ALTER TABLE sample_histograms ALTER COLUMN histogram SET STORAGE EXTERNAL;

-- Sums, not means: rows of several devices or hours add up. sumsq gives the standard deviation.
CREATE TABLE stats_hourly (
    bucket             timestamptz NOT NULL,
    device_id          text NOT NULL,
    site_code          text NOT NULL,
    samples            bigint NOT NULL DEFAULT 0,
    grade_a_plus       bigint NOT NULL DEFAULT 0,
    grade_a            bigint NOT NULL DEFAULT 0,
    grade_b            bigint NOT NULL DEFAULT 0,
    grade_c            bigint NOT NULL DEFAULT 0,
    grade_reject       bigint NOT NULL DEFAULT 0,
    grade_ungraded     bigint NOT NULL DEFAULT 0,
    compliant          bigint NOT NULL DEFAULT 0,
    scored             bigint NOT NULL DEFAULT 0,
    score_sum          double precision NOT NULL DEFAULT 0,
    score_sumsq        double precision NOT NULL DEFAULT 0,
    score_min          double precision,
    score_max          double precision,
    freshness_n        bigint NOT NULL DEFAULT 0,
    freshness_sum      double precision NOT NULL DEFAULT 0,
    fat_quality_n      bigint NOT NULL DEFAULT 0,
    fat_quality_sum    double precision NOT NULL DEFAULT 0,
    oxidation_n        bigint NOT NULL DEFAULT 0,
    oxidation_sum      double precision NOT NULL DEFAULT 0,
    volume_n           bigint NOT NULL DEFAULT 0,
    volume_sum         double precision NOT NULL DEFAULT 0,
    volume_sumsq       double precision NOT NULL DEFAULT 0,
    weight_n           bigint NOT NULL DEFAULT 0,
    weight_sum         double precision NOT NULL DEFAULT 0,
    weight_sumsq       double precision NOT NULL DEFAULT 0,
    PRIMARY KEY (bucket, device_id, site_code)
) WITH (fillfactor = 70);
COMMENT ON COLUMN stats_hourly.bucket IS 'start of the hour, UTC';
COMMENT ON COLUMN stats_hourly.scored IS 'samples that have a final score';

CREATE TABLE stats_daily (
    bucket             date NOT NULL,
    zone               text NOT NULL,
    device_id          text NOT NULL,
    site_code          text NOT NULL,
    samples            bigint NOT NULL DEFAULT 0,
    grade_a_plus       bigint NOT NULL DEFAULT 0,
    grade_a            bigint NOT NULL DEFAULT 0,
    grade_b            bigint NOT NULL DEFAULT 0,
    grade_c            bigint NOT NULL DEFAULT 0,
    grade_reject       bigint NOT NULL DEFAULT 0,
    grade_ungraded     bigint NOT NULL DEFAULT 0,
    compliant          bigint NOT NULL DEFAULT 0,
    scored             bigint NOT NULL DEFAULT 0,
    score_sum          double precision NOT NULL DEFAULT 0,
    score_sumsq        double precision NOT NULL DEFAULT 0,
    score_min          double precision,
    score_max          double precision,
    freshness_n        bigint NOT NULL DEFAULT 0,
    freshness_sum      double precision NOT NULL DEFAULT 0,
    fat_quality_n      bigint NOT NULL DEFAULT 0,
    fat_quality_sum    double precision NOT NULL DEFAULT 0,
    oxidation_n        bigint NOT NULL DEFAULT 0,
    oxidation_sum      double precision NOT NULL DEFAULT 0,
    volume_n           bigint NOT NULL DEFAULT 0,
    volume_sum         double precision NOT NULL DEFAULT 0,
    volume_sumsq       double precision NOT NULL DEFAULT 0,
    weight_n           bigint NOT NULL DEFAULT 0,
    weight_sum         double precision NOT NULL DEFAULT 0,
    weight_sumsq       double precision NOT NULL DEFAULT 0,
    PRIMARY KEY (bucket, device_id, site_code)
) WITH (fillfactor = 70);
COMMENT ON COLUMN stats_daily.bucket IS 'calendar day in the site''s zone';
COMMENT ON COLUMN stats_daily.zone IS 'the site''s time zone, as an IANA name';

-- What the database refused, kept for an administrator to look at.
CREATE TABLE quarantined_samples (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    received_at timestamptz NOT NULL,
    device_id   text,
    sample_id   text,
    reason      text NOT NULL,
    payload     bytea NOT NULL
);
CREATE INDEX quarantined_samples_received_at ON quarantined_samples (received_at);

CREATE TABLE api_tokens (
    name         text PRIMARY KEY,
    token_hash   bytea NOT NULL UNIQUE,
    role         text NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    last_used_at timestamptz,
    revoked_at   timestamptz
);
COMMENT ON COLUMN api_tokens.token_hash IS 'SHA-256 of the token, which is kept nowhere';
