--liquibase formatted sql

--changeset notification:people-1
--comment: who may be told, projected from the directory topic
CREATE TABLE person (
    account_id uuid NOT NULL,
    user_id uuid NOT NULL,
    name text NOT NULL,
    email text NOT NULL,
    role text NOT NULL,
    status text NOT NULL,
    directory_version bigint NOT NULL,
    PRIMARY KEY (account_id, user_id)
);
ALTER TABLE person ENABLE ROW LEVEL SECURITY;
ALTER TABLE person FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON person TO ${app}
    USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid)
    WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
CREATE POLICY migrator ON person TO ${migrator} USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON person TO ${app};
--rollback DROP TABLE person;

--changeset notification:handoff-state-1
--comment: what messages about a handoff say, and whether it still waits for someone
CREATE TABLE handoff_state (
    account_id uuid NOT NULL,
    handoff_id uuid NOT NULL,
    session_id uuid NOT NULL,
    version bigint NOT NULL,
    status text NOT NULL CHECK (status IN ('open', 'claimed')),
    title text NOT NULL,
    problem_summary text NOT NULL,
    domain text NOT NULL,
    priority text NOT NULL,
    reason text NOT NULL,
    step_count integer NOT NULL,
    psa_ticket_id text,
    escalated_by_name text NOT NULL,
    target_name text,
    escalated_at timestamptz NOT NULL,
    PRIMARY KEY (account_id, handoff_id)
);
ALTER TABLE handoff_state ENABLE ROW LEVEL SECURITY;
ALTER TABLE handoff_state FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON handoff_state TO ${app}
    USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid)
    WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
CREATE POLICY migrator ON handoff_state TO ${migrator} USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON handoff_state TO ${app};
--rollback DROP TABLE handoff_state;

--changeset notification:delivery-1
--comment: one row for each message to one person, from the event to what became of it
CREATE TABLE delivery (
    account_id uuid NOT NULL,
    id uuid NOT NULL,
    handoff_id uuid NOT NULL,
    handoff_version bigint NOT NULL,
    kind text NOT NULL,
    channel text NOT NULL,
    destination text NOT NULL,
    recipient_id uuid NOT NULL,
    recipient_name text NOT NULL,
    state text NOT NULL CHECK (state IN ('pending', 'claimed', 'sending', 'accepted', 'delivered', 'bounced', 'retry',
        'failed', 'ambiguous', 'needs_review', 'suppressed', 'expired')),
    attempts integer NOT NULL DEFAULT 0,
    reason text,
    provider_answer text,
    possible_repeat boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL,
    happened_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    accepted_at timestamptz,
    due_at timestamptz, -- next attempt; for claimed and sending the end of the lease; null when all is decided
    claim_token uuid,
    PRIMARY KEY (account_id, id),
    -- What makes a redelivered event send nothing twice.
    UNIQUE (account_id, handoff_id, handoff_version, kind, channel, recipient_id)
) WITH (fillfactor = 70); -- every row is updated a few times

-- Workers look for due work of all accounts, so these do not begin with the account. They hold undecided rows only.
CREATE INDEX delivery_due ON delivery (channel, destination, due_at)
    WHERE state IN ('pending', 'retry', 'claimed');
CREATE INDEX delivery_unsettled ON delivery (due_at) WHERE state IN ('sending', 'ambiguous');
CREATE INDEX delivery_expiry ON delivery (expires_at) WHERE state IN ('pending', 'retry');

ALTER TABLE delivery ENABLE ROW LEVEL SECURITY;
ALTER TABLE delivery FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON delivery TO ${app}
    USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid)
    WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
CREATE POLICY worker ON delivery TO ${worker} USING (true) WITH CHECK (true);
CREATE POLICY migrator ON delivery TO ${migrator} USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON delivery TO ${app};
-- The worker sees which rows are due, not whom they are for.
GRANT SELECT (account_id, id, channel, destination, state, attempts, possible_repeat, due_at, expires_at, claim_token)
    ON delivery TO ${worker};
GRANT UPDATE (state, reason, possible_repeat, due_at, claim_token) ON delivery TO ${worker};
--rollback DROP TABLE delivery;

--changeset notification:destination-gate-1
--comment: how fast and whether at all messages go to a destination, shared by all replicas; holds nothing of an account
CREATE TABLE destination_gate (
    channel text NOT NULL,
    destination text NOT NULL,
    next_free_at timestamptz, -- GCRA: theoretical arrival time of the next message
    failures integer NOT NULL DEFAULT 0,
    times_opened integer NOT NULL DEFAULT 0,
    paused_until timestamptz, -- nothing is sent before; null while all is well
    probing boolean NOT NULL DEFAULT false,
    PRIMARY KEY (channel, destination)
) WITH (fillfactor = 50); -- updated by every claim: free space keeps the updates inside their page
GRANT SELECT, INSERT, UPDATE ON destination_gate TO ${worker};
--rollback DROP TABLE destination_gate;
