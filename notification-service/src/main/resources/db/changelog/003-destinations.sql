--liquibase formatted sql

--changeset notification:webhook-1
--comment: where the chat messages of an account go, one place for each kind of chat
CREATE TABLE webhook (
    account_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('slack', 'teams')),
    state text NOT NULL CHECK (state IN ('active', 'disabled')),
    version bigint NOT NULL, -- grows with each URL, so that what the old one answered is not held against the new one
    host text NOT NULL,
    sealed_url text NOT NULL, -- AES-GCM in Base64; whoever has the URL can post
    key_id text NOT NULL,
    set_by_id uuid NOT NULL,
    set_by_name text NOT NULL,
    set_at timestamptz NOT NULL,
    disabled_at timestamptz,
    disabled_reason text, -- what the other side answered
    PRIMARY KEY (account_id, id),
    UNIQUE (account_id, kind)
);
ALTER TABLE webhook ENABLE ROW LEVEL SECURITY;
ALTER TABLE webhook FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON webhook TO ${app}
    USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid)
    WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
CREATE POLICY migrator ON webhook TO ${migrator} USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON webhook TO ${app};
--rollback DROP TABLE webhook;

--changeset notification:webhook-change-1
--comment: who did what to the places of chat messages, and when; rows are only ever added
CREATE TABLE webhook_change (
    account_id uuid NOT NULL,
    id uuid NOT NULL, -- time-ordered
    kind text NOT NULL,
    action text NOT NULL CHECK (action IN ('set', 'removed', 'tested', 'disabled')),
    host text NOT NULL,
    by_id uuid, -- null where the platform did it
    by_name text,
    at timestamptz NOT NULL,
    PRIMARY KEY (account_id, id)
);
ALTER TABLE webhook_change ENABLE ROW LEVEL SECURITY;
ALTER TABLE webhook_change FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON webhook_change TO ${app}
    USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid)
    WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
CREATE POLICY migrator ON webhook_change TO ${migrator} USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON webhook_change TO ${app};
--rollback DROP TABLE webhook_change;

--changeset notification:delivery-2
--comment: a delivery goes to a person or to a webhook, and not every one is about a handoff
ALTER TABLE delivery ALTER COLUMN handoff_id DROP NOT NULL, ALTER COLUMN handoff_version DROP NOT NULL;
-- The webhook that it goes to, or that a mail tells of. For the first, recipient_id is the same.
ALTER TABLE delivery ADD COLUMN webhook_id uuid;
ALTER TABLE delivery ADD COLUMN asked_by_name text; -- of a test message
--rollback ALTER TABLE delivery DROP COLUMN asked_by_name, DROP COLUMN webhook_id;

--changeset notification:destination-gate-2
--comment: how long a destination asked to be left alone (Retry-After); unlike a pause of the breaker, no success ends it
ALTER TABLE destination_gate ADD COLUMN held_until timestamptz;
--rollback ALTER TABLE destination_gate DROP COLUMN held_until;

--changeset notification:person-3
--comment: who is told that a destination was disabled
ALTER TABLE person ADD COLUMN may_administer boolean NOT NULL
    GENERATED ALWAYS AS (status = 'active' AND role IN ('admin', 'owner')) STORED;
--rollback ALTER TABLE person DROP COLUMN may_administer;
