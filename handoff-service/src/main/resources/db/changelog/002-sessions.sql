--liquibase formatted sql

--changeset baton:ai_session
CREATE TABLE ai_session (
    account_id         uuid NOT NULL REFERENCES account,
    id                 uuid NOT NULL,
    author_id          uuid NOT NULL,
    problem_summary    text NOT NULL,
    domain             text NOT NULL,
    psa_ticket_id      text,
    status             text NOT NULL
        CHECK (status IN ('active', 'escalated', 'parked', 'resolved', 'requesting_escalation')),
    escalated_to       uuid,
    claimed_handoff_id uuid,
    step_count         integer NOT NULL DEFAULT 0,
    resolution         text,
    fixed_by           text,
    created_at         timestamptz NOT NULL,
    last_activity_at   timestamptz NOT NULL,
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, author_id) REFERENCES member (account_id, id),
    FOREIGN KEY (account_id, escalated_to) REFERENCES member (account_id, id)
);
-- "Mine", newest activity first: one index for each side of the OR, both in the order of the page.
CREATE INDEX ai_session_by_author ON ai_session (account_id, author_id, last_activity_at DESC, id DESC);
CREATE INDEX ai_session_by_holder ON ai_session (account_id, escalated_to, last_activity_at DESC, id DESC)
    WHERE escalated_to IS NOT NULL;
ALTER TABLE ai_session ENABLE ROW LEVEL SECURITY;
ALTER TABLE ai_session FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON ai_session TO ${app}
    USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid)
    WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
CREATE POLICY migration ON ai_session TO ${migrator} USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON ai_session TO ${app};
--rollback DROP TABLE ai_session;

--changeset baton:session_step
CREATE TABLE session_step (
    account_id uuid NOT NULL,
    session_id uuid NOT NULL,
    ordinal    integer NOT NULL,
    id         uuid NOT NULL,
    kind       text NOT NULL CHECK (kind IN ('question', 'action', 'observation', 'result')),
    text       text NOT NULL,
    outcome    text,
    command    text,
    actor_id   uuid NOT NULL,
    created_at timestamptz NOT NULL,
    -- The session's step counter, raised under its row lock, gives the ordinal: steps have one order.
    PRIMARY KEY (account_id, session_id, ordinal),
    FOREIGN KEY (account_id, session_id) REFERENCES ai_session (account_id, id),
    FOREIGN KEY (account_id, actor_id) REFERENCES member (account_id, id)
);
ALTER TABLE session_step ENABLE ROW LEVEL SECURITY;
ALTER TABLE session_step FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON session_step TO ${app}
    USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid)
    WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
CREATE POLICY migration ON session_step TO ${migrator} USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON session_step TO ${app};
--rollback DROP TABLE session_step;
