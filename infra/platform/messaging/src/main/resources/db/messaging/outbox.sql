--liquibase formatted sql

--changeset messaging:outbox-1
--comment: what is published, in which order, and what waits for an operator
CREATE TABLE event_stream (
    account_id uuid NOT NULL,
    topic text NOT NULL,
    epoch bigint NOT NULL DEFAULT 1 CHECK (epoch >= 1),
    last_seq bigint NOT NULL CHECK (last_seq >= 0),
    PRIMARY KEY (account_id, topic)
) WITH (fillfactor = 50); -- updated by every event: free space keeps the updates inside their page

-- The id is drawn while the counter of its account is locked: within an account it grows in commit order. A cache above
-- 1 would let two connections draw from different ranges and break that.
CREATE TABLE outbox (
    id bigint GENERATED ALWAYS AS IDENTITY (CACHE 1) PRIMARY KEY,
    account_id uuid NOT NULL,
    topic text NOT NULL,
    record_key text NOT NULL,
    epoch bigint NOT NULL,
    sequence bigint NOT NULL,
    event_id uuid NOT NULL,
    event_type text NOT NULL,
    traceparent text,
    body bytea NOT NULL CHECK (octet_length(body) <= 65536),
    created_at timestamptz NOT NULL
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000); -- a queue: small, and all dead rows

CREATE TABLE outbox_parked (
    account_id uuid NOT NULL,
    topic text NOT NULL,
    outbox_id bigint NOT NULL,
    reason text NOT NULL,
    parked_at timestamptz NOT NULL,
    PRIMARY KEY (account_id, topic)
);

ALTER TABLE event_stream ENABLE ROW LEVEL SECURITY;
ALTER TABLE event_stream FORCE ROW LEVEL SECURITY;
ALTER TABLE outbox ENABLE ROW LEVEL SECURITY;
ALTER TABLE outbox FORCE ROW LEVEL SECURITY;
ALTER TABLE outbox_parked ENABLE ROW LEVEL SECURITY;
ALTER TABLE outbox_parked FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON event_stream TO ${app}
    USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid)
    WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
CREATE POLICY tenant ON outbox TO ${app}
    USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid)
    WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
CREATE POLICY tenant ON outbox_parked TO ${app}
    USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid)
    WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
CREATE POLICY relay ON outbox TO ${relay} USING (true) WITH CHECK (true);
CREATE POLICY relay ON outbox_parked TO ${relay} USING (true) WITH CHECK (true);
CREATE POLICY migrator ON event_stream TO ${migrator} USING (true) WITH CHECK (true);
CREATE POLICY migrator ON outbox TO ${migrator} USING (true) WITH CHECK (true);
CREATE POLICY migrator ON outbox_parked TO ${migrator} USING (true) WITH CHECK (true);

-- The service appends and never reads back; raising an epoch is not its business either.
GRANT SELECT, INSERT, UPDATE (last_seq) ON event_stream TO ${app};
GRANT INSERT ON outbox TO ${app};
-- UPDATE is for an event that is withheld: its body is replaced, its place and sequence stay.
GRANT SELECT, DELETE, UPDATE (record_key, event_type, body) ON outbox TO ${relay};
GRANT SELECT, INSERT, DELETE ON outbox_parked TO ${relay};
--rollback DROP TABLE outbox_parked; DROP TABLE outbox; DROP TABLE event_stream;
