--liquibase formatted sql

--changeset baton:deadline_rules
--comment: when an account reminds (H12); without a row the standard rules hold
CREATE TABLE deadline_rules (
    account_id uuid NOT NULL REFERENCES account,
    rules      jsonb NOT NULL,
    changed_by uuid NOT NULL,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (account_id),
    FOREIGN KEY (account_id, changed_by) REFERENCES member (account_id, id)
);
ALTER TABLE deadline_rules ENABLE ROW LEVEL SECURITY;
ALTER TABLE deadline_rules FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON deadline_rules TO ${app}
    USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid)
    WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
CREATE POLICY migration ON deadline_rules TO ${migrator} USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON deadline_rules TO ${app};
--rollback DROP TABLE deadline_rules;

--changeset baton:handoff_deadline
--comment: what fires next for a handoff; the number makes a job that runs late or twice do nothing
CREATE TABLE handoff_deadline (
    account_id uuid NOT NULL,
    handoff_id uuid NOT NULL,
    number     bigint NOT NULL,
    stage      text CHECK (stage IN ('reminder', 'admins', 'idle', 'return')),
    due_at     timestamptz,
    PRIMARY KEY (account_id, handoff_id),
    FOREIGN KEY (account_id, handoff_id) REFERENCES handoff (account_id, id),
    CONSTRAINT stage_has_time CHECK ((stage IS NULL) = (due_at IS NULL))
) WITH (fillfactor = 70);
ALTER TABLE handoff_deadline ENABLE ROW LEVEL SECURITY;
ALTER TABLE handoff_deadline FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON handoff_deadline TO ${app}
    USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid)
    WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
CREATE POLICY migration ON handoff_deadline TO ${migrator} USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON handoff_deadline TO ${app};
--rollback DROP TABLE handoff_deadline;

--changeset baton:notice-kinds-2
ALTER TABLE notice DROP CONSTRAINT notice_kind_check;
ALTER TABLE notice ADD CONSTRAINT notice_kind_check
    CHECK (kind IN ('handoff_created', 'handoff_claimed', 'handoff_returned', 'handoff_overdue'));
ALTER TABLE handoff_history DROP CONSTRAINT handoff_history_action_check;
ALTER TABLE handoff_history ADD CONSTRAINT handoff_history_action_check CHECK (action IN ('escalated', 'parked', 'resumed',
    'claimed', 'cancelled', 'returned', 'assessed', 'reminded'));
--rollback ALTER TABLE notice DROP CONSTRAINT notice_kind_check;
--rollback ALTER TABLE notice ADD CONSTRAINT notice_kind_check
--rollback     CHECK (kind IN ('handoff_created', 'handoff_claimed', 'handoff_returned'));
--rollback ALTER TABLE handoff_history DROP CONSTRAINT handoff_history_action_check;
--rollback ALTER TABLE handoff_history ADD CONSTRAINT handoff_history_action_check CHECK (action IN ('escalated', 'parked',
--rollback     'resumed', 'claimed', 'cancelled', 'returned', 'assessed'));
