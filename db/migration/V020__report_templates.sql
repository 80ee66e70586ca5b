-- Templates of reports in versions, limits of products, schedules that follow lots, and which files were made.

CREATE TABLE product_profiles (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name             text NOT NULL UNIQUE,
    weight_lower_g   double precision,
    weight_upper_g   double precision,
    volume_lower_mm3 double precision,
    volume_upper_mm3 double precision,
    changed_at       timestamptz NOT NULL DEFAULT now(),
    changed_by       text,
    CHECK (weight_lower_g < weight_upper_g),
    CHECK (volume_lower_mm3 < volume_upper_mm3)
);
COMMENT ON TABLE product_profiles IS 'between what weight and volume of a product are to lie; null: no limit';

CREATE TABLE report_templates (
    id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    version integer NOT NULL DEFAULT 1,
    deleted boolean NOT NULL DEFAULT false
);
COMMENT ON COLUMN report_templates.version IS 'the newest one';
COMMENT ON COLUMN report_templates.deleted IS 'offered no more; its versions stay for the reports that name them';

-- A version never changes.
CREATE TABLE report_template_versions (
    template_id bigint NOT NULL REFERENCES report_templates,
    version     integer NOT NULL,
    name        text NOT NULL,
    sections    text[] NOT NULL DEFAULT '{}',
    device_ids  text[] NOT NULL DEFAULT '{}',
    lines       text[] NOT NULL DEFAULT '{}',
    profile_id  bigint,
    language    text,
    logo        bytea,
    saved_at    timestamptz NOT NULL DEFAULT now(),
    saved_by    text,
    PRIMARY KEY (template_id, version)
);
COMMENT ON COLUMN report_template_versions.sections IS 'in their order; empty: all that the kind of report has';
COMMENT ON COLUMN report_template_versions.lines IS 'the stations that stand there when a report is made';
COMMENT ON COLUMN report_template_versions.language IS 'null: as it is asked for';
COMMENT ON COLUMN report_template_versions.logo IS 'a PNG or JPEG; null: the hall''s';

ALTER TABLE report_runs
    ADD COLUMN lines            text[] NOT NULL DEFAULT '{}',
    ADD COLUMN profile          jsonb,
    ADD COLUMN template_id      bigint,
    ADD COLUMN template_version integer,
    ADD COLUMN note             text,
    ADD FOREIGN KEY (template_id, template_version) REFERENCES report_template_versions;
COMMENT ON COLUMN report_runs.profile IS 'the product''s limits as they were when it was asked for';
COMMENT ON COLUMN report_runs.note IS 'why it was made without the logo; null: nothing is missing';

ALTER TABLE report_schedules
    ADD COLUMN template_id bigint REFERENCES report_templates,
    ADD COLUMN quiet_hours smallint NOT NULL DEFAULT 12 CHECK (quiet_hours BETWEEN 1 AND 72),
    DROP CONSTRAINT report_schedules_cadence_check,
    ADD CONSTRAINT report_schedules_cadence_check CHECK (cadence IN ('shift', 'daily', 'weekly', 'monthly', 'lot'));
COMMENT ON COLUMN report_schedules.quiet_hours IS 'a lot is over when nothing of it was measured for so long';

-- Which lots a schedule has had its turn with: their reports are not made again when they are deleted.
CREATE TABLE report_schedule_lots (
    schedule_id bigint NOT NULL REFERENCES report_schedules ON DELETE CASCADE,
    occurrence  text NOT NULL,
    noted_at    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (schedule_id, occurrence)
);
CREATE INDEX report_schedule_lots_noted_at ON report_schedule_lots (noted_at);

-- What was made, for the log: outlives the files.
CREATE TABLE report_digests (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    report_id   bigint NOT NULL,
    kind        text NOT NULL,
    format      text NOT NULL,
    file_name   text NOT NULL,
    bytes       bigint NOT NULL,
    sha256      text NOT NULL,
    period_from timestamptz NOT NULL,
    period_to   timestamptz NOT NULL,
    made_at     timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX report_digests_made_at ON report_digests (made_at);
COMMENT ON TABLE report_digests IS 'files of reports as they were made; each has an entry of the log';
