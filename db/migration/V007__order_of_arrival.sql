-- The order in which a station's samples came, which no clock can turn round, and what is said of one that came late or
-- under an id that was used before.

ALTER TABLE sensor_samples
    ADD COLUMN seq       bigint  NOT NULL DEFAULT 0,
    ADD COLUMN late      boolean NOT NULL DEFAULT false,
    ADD COLUMN id_reused boolean NOT NULL DEFAULT false;

COMMENT ON COLUMN sensor_samples.seq IS
    'counts up with each sample of the device that comes, mostly by the microseconds between them; 0: stored before V007';
COMMENT ON COLUMN sensor_samples.late IS 'came after one that was measured later: history, never the newest';
COMMENT ON COLUMN sensor_samples.id_reused IS
    'the device had used this sample_id and device_time before, for other figures; time is the next free microsecond';

-- A device's newest samples, from the newest on.
CREATE INDEX sensor_samples_device_seq ON sensor_samples (device_id, seq) WHERE seq > 0 AND NOT late;
