-- Each figure's own distance and flags, and which roles were given back.

ALTER TABLE predictions ADD COLUMN distances double precision[];
ALTER TABLE predictions ADD COLUMN figure_flags text[];
COMMENT ON COLUMN predictions.distance IS 'of Mahalanobis from the samples that were learnt from, of the figure that is farthest';
COMMENT ON COLUMN predictions.flags IS 'of all figures together';
COMMENT ON COLUMN predictions.distances IS 'of freshness, fat_quality, oxidation and weight in this order; null where there is none';
COMMENT ON COLUMN predictions.figure_flags IS 'in the same order, those of a figure joined by commas; null where there is none';

ALTER TABLE model_assignments ADD COLUMN back boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN model_assignments.back IS 'whether a version was brought back: those that came after it are not history any more';
