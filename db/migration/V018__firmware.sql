-- Firmware over the air: images, the keys that they are signed with, what stations run, and how images come to them.

CREATE TABLE firmware_keys (
    id         text PRIMARY KEY,
    name       text NOT NULL,
    algorithm  text NOT NULL,
    public_key bytea NOT NULL,
    added_at   timestamptz NOT NULL DEFAULT now(),
    added_by   text,
    revoked_at timestamptz
);
COMMENT ON COLUMN firmware_keys.id IS 'the first 16 hexadecimal digits of the SHA-256 of public_key';
COMMENT ON COLUMN firmware_keys.public_key IS 'SubjectPublicKeyInfo; the private one never comes to a console';

CREATE TABLE firmware_images (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    sha256         text NOT NULL UNIQUE,
    size           bigint NOT NULL,
    project        text NOT NULL,
    version        text NOT NULL,
    chip_id        integer NOT NULL,
    idf_version    text NOT NULL,
    built          text NOT NULL,
    elf_sha256     text NOT NULL,
    flash_size_mb  integer NOT NULL,
    secure_version bigint NOT NULL,
    min_revision   integer NOT NULL,
    max_revision   integer NOT NULL,
    secure_boot    boolean NOT NULL,
    key_id         text REFERENCES firmware_keys,
    signature      bytea,
    notes          text NOT NULL DEFAULT '',
    file_name      text NOT NULL,
    uploaded_at    timestamptz NOT NULL DEFAULT now(),
    uploaded_by    text,
    CHECK ((key_id IS NULL) = (signature IS NULL))
);
COMMENT ON COLUMN firmware_images.elf_sha256 IS 'of the program: tells one build from another, whatever its version says';
COMMENT ON COLUMN firmware_images.max_revision IS 'major * 100 + minor; 0 and 65535: no limit';

-- The bytes, so that every console on this database, and every backup, has them.
CREATE TABLE firmware_pieces (
    image_id bigint NOT NULL REFERENCES firmware_images ON DELETE CASCADE,
    piece    integer NOT NULL,
    content  bytea NOT NULL,
    PRIMARY KEY (image_id, piece)
);
ALTER TABLE firmware_pieces ALTER COLUMN content SET STORAGE EXTERNAL;

CREATE TABLE firmware_stations (
    device_id        text PRIMARY KEY,
    project          text NOT NULL,
    version          text NOT NULL,
    elf_sha256       text NOT NULL,
    chip_id          integer NOT NULL,
    chip_revision    integer NOT NULL,
    flash_size       bigint NOT NULL,
    slot_size        bigint NOT NULL,
    ota_state        text NOT NULL,
    secure_version   bigint NOT NULL,
    rollback_capable boolean NOT NULL,
    reset_reason     text,
    offer_id         text,
    heard_at         timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE firmware_stations IS 'what the last hello of each station said of its firmware';
COMMENT ON COLUMN firmware_stations.slot_size IS 'bytes that an image may have';

CREATE TABLE firmware_rollouts (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    image_id        bigint NOT NULL REFERENCES firmware_images,
    state           text NOT NULL,
    state_reason    text,
    plan            jsonb NOT NULL,
    wave            integer NOT NULL DEFAULT 0,
    left_ms         bigint NOT NULL DEFAULT 0,
    tolerated       integer NOT NULL DEFAULT 0,
    created_at      timestamptz NOT NULL DEFAULT now(),
    created_by_kind text NOT NULL,
    created_by      text,
    approved_at     timestamptz,
    approved_by     text,
    finished_at     timestamptz
);
CREATE INDEX firmware_rollouts_image ON firmware_rollouts (image_id);
COMMENT ON COLUMN firmware_rollouts.left_ms IS
    'what is left of soaking, by elapsed time while a console drove it: no clock can end it';
COMMENT ON COLUMN firmware_rollouts.tolerated IS 'failures before it was last resumed, which count no more';

CREATE TABLE firmware_installs (
    rollout_id bigint NOT NULL REFERENCES firmware_rollouts ON DELETE CASCADE,
    device_id  text NOT NULL,
    state      text NOT NULL,
    wave       integer NOT NULL DEFAULT 0,
    left_ms    bigint NOT NULL,
    retry_ms   bigint NOT NULL DEFAULT 0,
    quiet_ms   bigint NOT NULL DEFAULT 0,
    attempts   integer NOT NULL DEFAULT 0,
    offer_id   text NOT NULL,
    bytes      bigint NOT NULL DEFAULT 0,
    reason     text,
    elf_before text,
    elf_runs   text,
    stays      boolean NOT NULL DEFAULT false,
    proven     boolean NOT NULL DEFAULT false,
    asked      boolean NOT NULL DEFAULT false,
    tell       text NOT NULL DEFAULT 'nothing',
    baseline   jsonb,
    changed_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (rollout_id, device_id)
);
CREATE INDEX firmware_installs_device ON firmware_installs (device_id);
-- One rollout at a time is at work on a station, whoever drives it.
CREATE UNIQUE INDEX firmware_installs_open ON firmware_installs (device_id)
    WHERE state NOT IN ('confirmed', 'failed', 'rolled_back', 'lost', 'canceled');
COMMENT ON COLUMN firmware_installs.left_ms IS
    'what is left of the state''s deadline, by elapsed time while a console drove it: no clock can end it';
COMMENT ON COLUMN firmware_installs.tell IS 'what the station is to be told until it answers: nothing, offer, confirm, revert';
COMMENT ON COLUMN firmware_installs.asked IS 'it goes back since somebody wants it, not since it failed';

CREATE TABLE firmware_events (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    device_id  text NOT NULL,
    rollout_id bigint,
    version    text,
    at         timestamptz NOT NULL DEFAULT now(),
    state      text NOT NULL,
    reason     text
);
CREATE INDEX firmware_events_device ON firmware_events (device_id, id);
CREATE INDEX firmware_events_at ON firmware_events (at);

-- What was decided about firmware: only added to, and kept when the image, key or rollout is no more.
CREATE TABLE firmware_decisions (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at         timestamptz NOT NULL DEFAULT clock_timestamp(),
    decision   text NOT NULL,
    project    text,
    version    text,
    sha256     text,
    key_id     text,
    rollout_id bigint,
    stations   bigint,
    reason     text
);
COMMENT ON TABLE firmware_decisions IS 'each row has an entry of the log of proofs; who decided it is in audit_log';
COMMENT ON COLUMN firmware_decisions.stations IS 'that the rollout meant';

-- Which of the consoles on this database drives rollouts. It shows that it lives by counting: no clock is compared.
CREATE TABLE firmware_driver (
    only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    console  text NOT NULL,
    beat     bigint NOT NULL
);
INSERT INTO firmware_driver (console, beat) VALUES ('', 0);

-- Which stations each console has a connection of.
CREATE TABLE firmware_presence (
    console text PRIMARY KEY,
    beat    bigint NOT NULL,
    devices text[] NOT NULL
);
