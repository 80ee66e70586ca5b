-- What consumers say of products. Where they are is known of nobody: a visitor is a hash under a key that is not in the
-- database and a salt that is deleted after two months, so that by then nobody can tell whose it was.

CREATE TABLE consumer_feedbacks (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    product_id   text COLLATE "C" NOT NULL REFERENCES consumer_products (product_id) ON DELETE CASCADE,
    site_code    text NOT NULL,
    lot          text,
    created_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    overall      smallint NOT NULL CHECK (overall BETWEEN 1 AND 5),
    texture      smallint CHECK (texture BETWEEN 1 AND 5),
    flavor       smallint CHECK (flavor BETWEEN 1 AND 5),
    color        smallint CHECK (color BETWEEN 1 AND 5),
    aroma        smallint CHECK (aroma BETWEEN 1 AND 5),
    freshness    smallint CHECK (freshness BETWEEN 1 AND 5),
    comment      text CHECK (char_length(comment) <= 1000),
    context      text CHECK (context IN ('home', 'restaurant', 'special_event', 'gift')),
    status       text NOT NULL CHECK (status IN ('published', 'held', 'rejected')),
    held_for     text[] NOT NULL DEFAULT '{}',
    visitor_hash bytea NOT NULL,
    submission   bytea UNIQUE,
    reply        text,
    replied_by   text,
    replied_at   timestamptz,
    version      integer NOT NULL DEFAULT 1,
    UNIQUE (product_id, visitor_hash)
);
CREATE INDEX consumer_feedbacks_lot ON consumer_feedbacks (lot, id);
CREATE INDEX consumer_feedbacks_site ON consumer_feedbacks (site_code, id);
CREATE INDEX consumer_feedbacks_held ON consumer_feedbacks (id) WHERE status = 'held';
COMMENT ON COLUMN consumer_feedbacks.site_code IS 'as the product''s, and so is lot';
COMMENT ON COLUMN consumer_feedbacks.visitor_hash IS 'of the product and the address, under the salt of that time';
COMMENT ON COLUMN consumer_feedbacks.submission IS 'of the form that it came by, each of which counts once; null: of a program';

-- Deleted a year later, by themselves.
CREATE TABLE consumer_emails (
    feedback_id bigint PRIMARY KEY REFERENCES consumer_feedbacks (id) ON DELETE CASCADE,
    email       text NOT NULL,
    at          timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX consumer_emails_at ON consumer_emails (at);

CREATE TABLE visitor_salts (
    period  integer PRIMARY KEY,
    salt    bytea NOT NULL,
    made_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON COLUMN visitor_salts.period IS '30 days each, since 1970';
