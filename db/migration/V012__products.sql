-- Samples that are sold, and what was called back. A product holds what consumers are told of its sample: samples are
-- deleted sooner than products.

CREATE TABLE product_recalls (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    scope       text NOT NULL CHECK (scope IN ('product', 'lot')),
    subject     text NOT NULL,
    reason      text NOT NULL,
    at          timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor_name  text,
    products    integer NOT NULL,
    holds       boolean NOT NULL DEFAULT true
);
-- One recall of a thing holds at a time.
CREATE UNIQUE INDEX product_recalls_open ON product_recalls (scope, subject) WHERE holds;
COMMENT ON COLUMN product_recalls.subject IS 'the product''s id, or the lot''s name, which is that of all sites';
COMMENT ON COLUMN product_recalls.products IS 'how many products it struck';
COMMENT ON COLUMN product_recalls.holds IS 'false once it was taken back; nothing else of a row ever changes';

-- Recalls that were taken back, since they were a mistake.
CREATE TABLE product_recall_lifts (
    recall_id  bigint PRIMARY KEY REFERENCES product_recalls (id),
    at         timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor_name text,
    reason     text NOT NULL
);

CREATE TABLE consumer_products (
    seq              bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    product_id       text COLLATE "C" PRIMARY KEY,
    site_code        text NOT NULL,
    lot              text,
    device_id        text NOT NULL,
    sample_id        text NOT NULL,
    sample_time      timestamptz NOT NULL,
    grade            text NOT NULL,
    final_score      double precision,
    tof_score        double precision,
    spectral_score   double precision,
    weight_g         double precision,
    volume_mm3       double precision,
    freshness        double precision,
    fat_quality      double precision,
    oxidation        double precision,
    color_uniformity double precision,
    produced_on      date NOT NULL,
    controlled_on    date NOT NULL,
    packaged_on      date NOT NULL,
    best_before      date NOT NULL,
    certifications   text[] NOT NULL DEFAULT '{}',
    created_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
    created_by       text,
    recall_id        bigint REFERENCES product_recalls (id),
    UNIQUE (device_id, sample_id, sample_time),
    CHECK (produced_on <= controlled_on AND controlled_on <= packaged_on AND packaged_on <= best_before)
);
CREATE INDEX consumer_products_lot ON consumer_products (lot, seq);
CREATE INDEX consumer_products_sample ON consumer_products (sample_id);
CREATE INDEX consumer_products_site ON consumer_products (site_code, seq);
CREATE INDEX consumer_products_created ON consumer_products (created_at);
CREATE INDEX consumer_products_recall ON consumer_products (recall_id) WHERE recall_id IS NOT NULL;
COMMENT ON TABLE consumer_products IS 'one row for each sample that is sold';
COMMENT ON COLUMN consumer_products.sample_time IS 'sensor_samples.time of its sample, which may be gone';
COMMENT ON COLUMN consumer_products.controlled_on IS 'day of sample_time in the site''s time zone';
COMMENT ON COLUMN consumer_products.recall_id IS 'the recall that holds; null: it may be eaten';

-- The number that the last product of a site and day has.
CREATE TABLE product_sequences (
    site_code text NOT NULL,
    day       date NOT NULL,
    last      integer NOT NULL,
    PRIMARY KEY (site_code, day)
);

-- Which key product codes are signed with: never the key itself, so that a console with another one sees it.
CREATE TABLE product_keys (
    singleton   boolean PRIMARY KEY DEFAULT true CHECK (singleton),
    fingerprint bytea NOT NULL,
    since       timestamptz NOT NULL DEFAULT now()
);
COMMENT ON COLUMN product_keys.fingerprint IS 'HMAC-SHA-256 of a fixed text under the key';

-- The samples of a lot.
CREATE INDEX sensor_samples_lot ON sensor_samples (lot, time) WHERE lot IS NOT NULL;
