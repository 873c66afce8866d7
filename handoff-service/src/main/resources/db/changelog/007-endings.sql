--liquibase formatted sql

--changeset baton:handoff-endings
--comment: a handoff can be taken back before a claim and given back after one; what replaces it keeps its age
ALTER TABLE handoff DROP CONSTRAINT handoff_status_check;
ALTER TABLE handoff ADD CONSTRAINT handoff_status_check
    CHECK (status IN ('open', 'claimed', 'parked', 'resumed', 'cancelled', 'returned'));
ALTER TABLE handoff DROP CONSTRAINT claimed_has_claimer;
ALTER TABLE handoff ADD CONSTRAINT claimed_has_claimer
    CHECK ((status IN ('claimed', 'returned')) = (claimed_by IS NOT NULL));
ALTER TABLE handoff
    ADD COLUMN closed_by     uuid,
    ADD COLUMN closed_at     timestamptz,
    ADD COLUMN close_reason  text,
    ADD COLUMN returned_from uuid,
    ADD COLUMN waiting_since timestamptz, -- null where it replaces none: then it has waited since it was created
    ADD CONSTRAINT ended_has_closer
        CHECK ((status IN ('cancelled', 'returned')) = (closed_by IS NOT NULL AND closed_at IS NOT NULL)),
    ADD FOREIGN KEY (account_id, closed_by) REFERENCES member (account_id, id),
    ADD FOREIGN KEY (account_id, returned_from) REFERENCES handoff (account_id, id);
-- The queue's order is by how long it has waited in all.
CREATE INDEX handoff_queue_by_age ON handoff (account_id, (COALESCE(waiting_since, created_at)), id)
    WHERE status = 'open';
--rollback DROP INDEX handoff_queue_by_age;
--rollback ALTER TABLE handoff DROP CONSTRAINT ended_has_closer, DROP COLUMN closed_by, DROP COLUMN closed_at,
--rollback     DROP COLUMN close_reason, DROP COLUMN returned_from, DROP COLUMN waiting_since;
--rollback ALTER TABLE handoff DROP CONSTRAINT claimed_has_claimer;
--rollback ALTER TABLE handoff ADD CONSTRAINT claimed_has_claimer CHECK ((status = 'claimed') = (claimed_by IS NOT NULL));
--rollback ALTER TABLE handoff DROP CONSTRAINT handoff_status_check;
--rollback ALTER TABLE handoff ADD CONSTRAINT handoff_status_check
--rollback     CHECK (status IN ('open', 'claimed', 'parked', 'resumed'));

--changeset baton:notice-kinds
ALTER TABLE notice DROP CONSTRAINT notice_kind_check;
ALTER TABLE notice ADD CONSTRAINT notice_kind_check
    CHECK (kind IN ('handoff_created', 'handoff_claimed', 'handoff_returned'));
--rollback ALTER TABLE notice DROP CONSTRAINT notice_kind_check;
--rollback ALTER TABLE notice ADD CONSTRAINT notice_kind_check CHECK (kind IN ('handoff_created', 'handoff_claimed'));

--changeset baton:handoff_history
--comment: who did what to a handoff (T8); written in the transaction of what it tells, and never changed
CREATE TABLE handoff_history (
    account_id uuid NOT NULL,
    handoff_id uuid NOT NULL,
    id         uuid NOT NULL, -- UUIDv7, in the order of what happened
    action     text NOT NULL
        CHECK (action IN ('escalated', 'parked', 'resumed', 'claimed', 'cancelled', 'returned', 'assessed')),
    actor_id   uuid, -- null where the platform acted
    at         timestamptz NOT NULL,
    detail     text,
    PRIMARY KEY (account_id, handoff_id, id),
    FOREIGN KEY (account_id, handoff_id) REFERENCES handoff (account_id, id),
    FOREIGN KEY (account_id, actor_id) REFERENCES member (account_id, id)
);
ALTER TABLE handoff_history ENABLE ROW LEVEL SECURITY;
ALTER TABLE handoff_history FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON handoff_history TO ${app}
    USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid)
    WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
CREATE POLICY migration ON handoff_history TO ${migrator} USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON handoff_history TO ${app};
--rollback DROP TABLE handoff_history;
