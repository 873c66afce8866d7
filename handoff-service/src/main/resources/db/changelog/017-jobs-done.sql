--liquibase formatted sql

--changeset baton:scheduled_tasks-done
--comment: an assessment removes its job in the transaction of its effect
GRANT DELETE ON scheduled_tasks TO ${app};
--rollback REVOKE DELETE ON scheduled_tasks FROM ${app};
