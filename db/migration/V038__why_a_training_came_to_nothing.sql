-- Why a training came to nothing, as kinds and what they are about, which each window says in its own language.

ALTER TABLE model_trainings ADD COLUMN obstacles jsonb;
COMMENT ON COLUMN model_trainings.obstacles IS 'null: error is of an older version, or something else, or there is none';
