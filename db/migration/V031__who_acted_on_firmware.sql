-- What somebody was who approved a rollout, or took an image in: where nobody said a name, a window and a program are told
-- apart by it.

ALTER TABLE firmware_rollouts ADD COLUMN approved_by_kind text;
ALTER TABLE firmware_images ADD COLUMN uploaded_by_kind text;
COMMENT ON COLUMN firmware_rollouts.approved_by_kind IS 'as in audit_log; null: approved before this was written down';
COMMENT ON COLUMN firmware_images.uploaded_by_kind IS 'as in audit_log; null: taken in before this was written down';
