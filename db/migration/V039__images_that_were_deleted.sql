-- An image that is deleted loses its bytes and is listed no more; what its rollouts did stays, and is told with its name.

ALTER TABLE firmware_images ADD COLUMN deleted_at timestamptz;
COMMENT ON COLUMN firmware_images.deleted_at IS 'null: it is kept; else its bytes are gone, and only its rollouts name it';

-- The same file may be taken in again, also under another name or key: then the old rollouts are not this image's.
ALTER TABLE firmware_images DROP CONSTRAINT firmware_images_sha256_key;
CREATE UNIQUE INDEX firmware_images_sha256 ON firmware_images (sha256) WHERE deleted_at IS NULL;
CREATE INDEX firmware_images_deleted ON firmware_images (deleted_at) WHERE deleted_at IS NOT NULL;

-- What was deleted long ago goes with its rollouts.
ALTER TABLE firmware_rollouts
    DROP CONSTRAINT firmware_rollouts_image_id_fkey,
    ADD CONSTRAINT firmware_rollouts_image_id_fkey FOREIGN KEY (image_id) REFERENCES firmware_images ON DELETE CASCADE;
