--liquibase formatted sql

--changeset analytics:generation
--comment: buildings of the tables below; of no account, so without row security
CREATE TABLE projection_generation (
    generation   integer PRIMARY KEY CHECK (generation >= 1),
    begun_at     timestamptz NOT NULL,
    caught_up_at timestamptz
);
GRANT SELECT, INSERT, UPDATE (caught_up_at) ON projection_generation TO ${app};
GRANT SELECT, DELETE ON projection_generation TO ${worker};
--rollback DROP TABLE projection_generation;

--changeset analytics:handoff-metric
CREATE TABLE handoff_metric (
    account_id      uuid NOT NULL,
    generation      integer NOT NULL,
    handoff_id      uuid NOT NULL,
    session_id      uuid NOT NULL,
    created_at      timestamptz NOT NULL,
    version         bigint NOT NULL,
    claimed_by      uuid,
    claimed_at      timestamptz,
    first_action_at timestamptz,
    PRIMARY KEY (account_id, generation, handoff_id),
    CONSTRAINT claimed_has_time CHECK ((claimed_by IS NULL) = (claimed_at IS NULL)),
    CONSTRAINT action_has_claim CHECK (first_action_at IS NULL OR claimed_at IS NOT NULL)
);
-- M9: a report reads this index only, one range of it.
CREATE INDEX handoff_metric_claimed ON handoff_metric (account_id, generation, claimed_at) INCLUDE (first_action_at)
    WHERE claimed_at IS NOT NULL;
ALTER TABLE handoff_metric ENABLE ROW LEVEL SECURITY;
ALTER TABLE handoff_metric FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON handoff_metric TO ${app}
    USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid)
    WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
CREATE POLICY worker ON handoff_metric TO ${worker} USING (true);
CREATE POLICY migrator ON handoff_metric TO ${migrator} USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON handoff_metric TO ${app};
GRANT SELECT, DELETE ON handoff_metric TO ${worker};
--rollback DROP TABLE handoff_metric;

--changeset analytics:handoff-action
--comment: everybody's first action, because a claim that is replayed comes after the steps that followed it
CREATE TABLE handoff_action (
    account_id uuid NOT NULL,
    generation integer NOT NULL,
    handoff_id uuid NOT NULL,
    actor_id   uuid NOT NULL,
    first_at   timestamptz NOT NULL,
    PRIMARY KEY (account_id, generation, handoff_id, actor_id)
);
ALTER TABLE handoff_action ENABLE ROW LEVEL SECURITY;
ALTER TABLE handoff_action FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON handoff_action TO ${app}
    USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid)
    WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
CREATE POLICY worker ON handoff_action TO ${worker} USING (true);
CREATE POLICY migrator ON handoff_action TO ${migrator} USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON handoff_action TO ${app};
GRANT SELECT, DELETE ON handoff_action TO ${worker};
--rollback DROP TABLE handoff_action;

--changeset analytics:watermarks-of-replaced-generations
--comment: a replaced generation takes its watermarks along
CREATE POLICY worker ON inbox TO ${worker} USING (true);
CREATE POLICY worker ON inbox_hole TO ${worker} USING (true);
GRANT SELECT, DELETE ON inbox TO ${worker};
GRANT SELECT, DELETE ON inbox_hole TO ${worker};
--rollback REVOKE SELECT, DELETE ON inbox_hole FROM ${worker}; REVOKE SELECT, DELETE ON inbox FROM ${worker};
--rollback DROP POLICY worker ON inbox_hole; DROP POLICY worker ON inbox;
