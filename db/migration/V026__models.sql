-- Models: how they are trained, which there are, and what each was used for when.

CREATE TABLE model_versions (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name         text NOT NULL,
    state        text NOT NULL CHECK (state IN ('draft', 'validated', 'retired')),
    targets      text[] NOT NULL,
    methods      text[] NOT NULL,
    sha256       text NOT NULL UNIQUE,
    artefact     bytea NOT NULL,
    dataset_id   bigint REFERENCES datasets,
    training_id  bigint,
    parent_id    bigint REFERENCES model_versions,
    seed         bigint NOT NULL,
    code_version text NOT NULL,
    report       jsonb,
    made_at      timestamptz NOT NULL DEFAULT now(),
    made_by      text
);
ALTER TABLE model_versions ALTER COLUMN artefact SET STORAGE EXTERNAL;
COMMENT ON COLUMN model_versions.artefact IS 'the model file; sha256 is of its bytes';
COMMENT ON COLUMN model_versions.state IS 'whether it is active or a shadow says model_assignments';
COMMENT ON COLUMN model_versions.parent_id IS 'the version that was active when it was made';

CREATE TABLE model_trainings (
    id                bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    dataset_id        bigint NOT NULL REFERENCES datasets,
    name              text NOT NULL,
    seed              bigint NOT NULL,
    targets           text[] NOT NULL,
    features          text[] NOT NULL,
    state             text NOT NULL DEFAULT 'queued',
    progress          integer NOT NULL DEFAULT 0,
    cancel            boolean NOT NULL DEFAULT false,
    console           text,
    heard_at          timestamptz,
    attempts          integer NOT NULL DEFAULT 0,
    version_id        bigint REFERENCES model_versions,
    error             text,
    requested_at      timestamptz NOT NULL DEFAULT now(),
    requested_by_kind text NOT NULL,
    requested_by      text,
    started_at        timestamptz,
    finished_at       timestamptz
);
CREATE INDEX model_trainings_open ON model_trainings (id) WHERE state IN ('queued', 'running');
COMMENT ON COLUMN model_trainings.heard_at IS 'last sign of life of the console that trains';

CREATE TABLE model_assignments (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    role       text NOT NULL CHECK (role IN ('active', 'shadow')),
    version_id bigint REFERENCES model_versions,
    at         timestamptz NOT NULL DEFAULT clock_timestamp(),
    by_name    text,
    reason     text
);
CREATE INDEX model_assignments_role ON model_assignments (role, id);
COMMENT ON TABLE model_assignments IS
    'only added to: the last row of a role that is not later than a time says which version had it then; null: none';
