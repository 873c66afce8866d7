--liquibase formatted sql

--changeset baton:session_step_by_actor
--comment: erasing a person asks in which sessions they wrote a step, of which snapshots have their name
-- Without it the steps of every handed-off session of the account would be read.
CREATE INDEX session_step_by_actor ON session_step (account_id, actor_id, session_id);
--rollback DROP INDEX session_step_by_actor;
