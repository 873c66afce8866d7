--liquibase formatted sql

--changeset baton:handoff
CREATE TABLE handoff (
    account_id      uuid NOT NULL REFERENCES account,
    id              uuid NOT NULL,
    session_id      uuid NOT NULL,
    intent          text NOT NULL CHECK (intent IN ('escalate', 'park')),
    status          text NOT NULL CHECK (status IN ('open', 'claimed', 'parked', 'resumed')),
    reason          text NOT NULL,
    notes           text NOT NULL,
    priority        text NOT NULL CHECK (priority IN ('low', 'normal', 'high', 'urgent')),
    problem_summary text NOT NULL,
    domain          text NOT NULL,
    psa_ticket_id   text,
    step_count      integer NOT NULL,
    handed_off_by   uuid NOT NULL,
    target_user_id  uuid,
    created_at      timestamptz NOT NULL,
    claimed_by      uuid,
    claimed_at      timestamptz,
    version         bigint NOT NULL DEFAULT 1,
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, session_id) REFERENCES ai_session (account_id, id),
    FOREIGN KEY (account_id, handed_off_by) REFERENCES member (account_id, id),
    FOREIGN KEY (account_id, target_user_id) REFERENCES member (account_id, id),
    FOREIGN KEY (account_id, claimed_by) REFERENCES member (account_id, id),
    CONSTRAINT claimed_has_claimer CHECK ((status = 'claimed') = (claimed_by IS NOT NULL)),
    CONSTRAINT claimed_has_time CHECK ((claimed_by IS NULL) = (claimed_at IS NULL))
);
-- H10: the index, not a look before the insert, keeps a session at one open escalation.
CREATE UNIQUE INDEX handoff_one_open ON handoff (account_id, session_id) WHERE status = 'open';
CREATE INDEX handoff_queue ON handoff (account_id, created_at, id) WHERE status = 'open';
CREATE INDEX handoff_by_session ON handoff (account_id, session_id, created_at);
ALTER TABLE handoff ENABLE ROW LEVEL SECURITY;
ALTER TABLE handoff FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON handoff TO ${app}
    USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid)
    WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
CREATE POLICY migration ON handoff TO ${migrator} USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON handoff TO ${app};
--rollback DROP TABLE handoff;

--changeset baton:handoff_context
CREATE TABLE handoff_context (
    account_id    uuid NOT NULL,
    handoff_id    uuid NOT NULL,
    snapshot      jsonb NOT NULL,
    documentation text NOT NULL,
    PRIMARY KEY (account_id, handoff_id),
    FOREIGN KEY (account_id, handoff_id) REFERENCES handoff (account_id, id)
);
ALTER TABLE handoff_context ENABLE ROW LEVEL SECURITY;
ALTER TABLE handoff_context FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON handoff_context TO ${app}
    USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid)
    WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
CREATE POLICY migration ON handoff_context TO ${migrator} USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON handoff_context TO ${app};
--rollback DROP TABLE handoff_context;

--changeset baton:assessment
CREATE TABLE assessment (
    account_id uuid NOT NULL,
    handoff_id uuid NOT NULL,
    state      text NOT NULL CHECK (state IN ('pending', 'ready', 'unavailable')),
    runs       integer NOT NULL DEFAULT 0,
    deadline   timestamptz NOT NULL,
    result     jsonb,
    PRIMARY KEY (account_id, handoff_id),
    FOREIGN KEY (account_id, handoff_id) REFERENCES handoff (account_id, id),
    CONSTRAINT ready_has_result CHECK ((state = 'ready') = (result IS NOT NULL))
);
ALTER TABLE assessment ENABLE ROW LEVEL SECURITY;
ALTER TABLE assessment FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON assessment TO ${app}
    USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid)
    WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
CREATE POLICY migration ON assessment TO ${migrator} USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON assessment TO ${app};
--rollback DROP TABLE assessment;
