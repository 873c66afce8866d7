--liquibase formatted sql

--changeset baton:erasure
--comment: who is erased loses the name in what was written once and is not changed otherwise, and the bell
GRANT UPDATE ON handoff_context TO ${app};
GRANT UPDATE (detail) ON member_change TO ${app};
GRANT DELETE ON notice TO ${app};
--rollback REVOKE UPDATE ON handoff_context FROM ${app};
--rollback REVOKE UPDATE (detail) ON member_change FROM ${app};
--rollback REVOKE DELETE ON notice FROM ${app};

--changeset baton:member_change-erased
ALTER TABLE member_change DROP CONSTRAINT member_change_action_check;
ALTER TABLE member_change ADD CONSTRAINT member_change_action_check
    CHECK (action IN ('invited', 'joined', 'renamed', 'role_changed', 'time_zone_changed', 'deactivated',
                      'activated', 'password_changed', 'erased'));
--rollback DELETE FROM member_change WHERE action = 'erased';
--rollback ALTER TABLE member_change DROP CONSTRAINT member_change_action_check;
--rollback ALTER TABLE member_change ADD CONSTRAINT member_change_action_check
--rollback     CHECK (action IN ('invited', 'joined', 'renamed', 'role_changed', 'time_zone_changed', 'deactivated',
--rollback                       'activated', 'password_changed'));
