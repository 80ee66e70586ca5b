-- What people set of a station, its history of connections, refusals and errors, and stations that are forgotten with
-- their samples.

ALTER TABLE devices
    ADD COLUMN name                        text,
    ADD COLUMN line                        text,
    ADD COLUMN maintenance_since           timestamptz,
    ADD COLUMN maintenance_until           timestamptz,
    ADD COLUMN maintenance_reason          text,
    ADD COLUMN mounting_height_mm          double precision CHECK (mounting_height_mm > 0),
    ADD COLUMN zone_width_mm               double precision CHECK (zone_width_mm > 0),
    ADD COLUMN zone_height_mm              double precision CHECK (zone_height_mm > 0),
    ADD COLUMN reflectance_unit            text CHECK (reflectance_unit IN ('percent', 'byte')),
    ADD COLUMN calibrated_interval_seconds double precision CHECK (calibrated_interval_seconds > 0),
    ADD COLUMN calibrated_at               timestamptz,
    ADD CHECK ((zone_width_mm IS NULL) = (zone_height_mm IS NULL));
COMMENT ON COLUMN devices.name IS 'what people call it; null: its id';
COMMENT ON COLUMN devices.line IS 'the line it stands at, as people said; location is what it says of itself';
COMMENT ON COLUMN devices.maintenance_since IS 'null: not in maintenance';
COMMENT ON COLUMN devices.maintenance_until IS 'from when on it is in maintenance no more; null: until a person ends it';
COMMENT ON COLUMN devices.mounting_height_mm IS
    'from the sensor to the empty tray: grading takes it for the floor; null: the median of the border zones';
COMMENT ON COLUMN devices.zone_width_mm IS 'of one zone on the tray; null: 37.5 by 22.5';
COMMENT ON COLUMN devices.reflectance_unit IS 'percent; byte: 0 to 255; null: told by the values of each sample';
COMMENT ON COLUMN devices.calibrated_interval_seconds IS
    'usual time between two samples, as a person set it; null: as it is observed (interval_seconds)';
COMMENT ON COLUMN devices.calibrated_at IS 'when the calibration was last changed: its version; null: never';

-- One connection in which a board spoke for a station.
CREATE TABLE device_connections (
    id               uuid PRIMARY KEY,
    seq              bigint GENERATED ALWAYS AS IDENTITY,
    device_id        text NOT NULL,
    address          text NOT NULL,
    mac_address      text,
    connected_at     timestamptz NOT NULL,
    heard_at         timestamptz NOT NULL,
    disconnected_at  timestamptz,
    duration_seconds double precision,
    close_code       integer,
    reason           text
);
CREATE INDEX device_connections_device_seq ON device_connections (device_id, seq);
CREATE INDEX device_connections_connected_at ON device_connections (connected_at);
COMMENT ON COLUMN device_connections.seq IS 'the order in which they were written: the oldest of a station give way';
COMMENT ON COLUMN device_connections.heard_at IS
    'the database''s time at the console''s last sign of life of an open connection, about every minute';
COMMENT ON COLUMN device_connections.disconnected_at IS
    'null: open; where heard_at is old its console ended without a word';
COMMENT ON COLUMN device_connections.duration_seconds IS 'by elapsed time';

-- What was refused of a station, by calendar day in the console's zone.
CREATE TABLE device_refusals (
    device_id text NOT NULL,
    day       date NOT NULL,
    reason    text NOT NULL,
    refusals  bigint NOT NULL,
    last_at   timestamptz NOT NULL,
    last_words text NOT NULL,
    PRIMARY KEY (device_id, day, reason)
);
CREATE INDEX device_refusals_last_at ON device_refusals (last_at);

-- The last errors that a station reported of itself.
CREATE TABLE device_errors (
    seq       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    device_id text NOT NULL,
    at        timestamptz NOT NULL,
    words     text NOT NULL
);
CREATE INDEX device_errors_device_seq ON device_errors (device_id, seq);
CREATE INDEX device_errors_at ON device_errors (at);

-- Stations that were forgotten with their samples: these are deleted piece by piece.
CREATE TABLE device_erasures (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    device_id     text NOT NULL,
    requested_at  timestamptz NOT NULL DEFAULT now(),
    up_to_seq     bigint NOT NULL,
    up_to_hour    timestamptz,
    up_to_day     date,
    up_to_refused bigint NOT NULL,
    deleted       bigint NOT NULL DEFAULT 0,
    finished_at   timestamptz
);
CREATE INDEX device_erasures_open ON device_erasures (id) WHERE finished_at IS NULL;
CREATE INDEX device_erasures_device ON device_erasures (device_id);
COMMENT ON COLUMN device_erasures.up_to_seq IS
    'seq of its newest sample then: a station that comes under the same id keeps what it delivers later';
COMMENT ON COLUMN device_erasures.up_to_hour IS 'the newest hour that its statistics had then; null: none';
COMMENT ON COLUMN device_erasures.up_to_day IS 'the same for days';
COMMENT ON COLUMN device_erasures.up_to_refused IS 'the same for quarantined_samples.id';
