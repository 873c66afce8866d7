--liquibase formatted sql

--changeset notification:handoff-state-2
--comment: an escalation may be taken back before anybody claimed it
ALTER TABLE handoff_state DROP CONSTRAINT handoff_state_status_check;
ALTER TABLE handoff_state ADD CONSTRAINT handoff_state_status_check CHECK (status IN ('open', 'claimed', 'cancelled'));
--rollback ALTER TABLE handoff_state DROP CONSTRAINT handoff_state_status_check;
--rollback ALTER TABLE handoff_state ADD CONSTRAINT handoff_state_status_check CHECK (status IN ('open', 'claimed'));
