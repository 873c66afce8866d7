--liquibase formatted sql

--changeset notification:retention-lock-1
--comment: who removes handoffs leaves those that somebody else holds; to lock a row the right to change it is needed
GRANT UPDATE (status) ON handoff_state TO ${worker};
--rollback REVOKE UPDATE (status) ON handoff_state FROM ${worker};
