-- Of which features a version makes its figures: what tells two of the same data set apart.

ALTER TABLE model_versions ADD COLUMN features text[];
UPDATE model_versions v SET features = t.features FROM model_trainings t WHERE t.id = v.training_id;
COMMENT ON COLUMN model_versions.features IS 'in the order in which the model takes them; null where it came from elsewhere before this column did';
