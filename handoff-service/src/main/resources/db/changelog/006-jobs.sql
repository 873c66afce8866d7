--liquibase formatted sql

--changeset baton:scheduled_tasks
-- The table of db-scheduler, as its documentation gives it. It holds ids only and knows no tenant: the service adds rows
-- in its own transactions, and the worker role takes what is due from every account.
CREATE TABLE scheduled_tasks (
    task_name            text NOT NULL,
    task_instance        text NOT NULL,
    task_data            bytea,
    execution_time       timestamptz NOT NULL,
    picked               boolean NOT NULL,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint NOT NULL,
    priority             smallint,
    PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX scheduled_tasks_due ON scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_heartbeat ON scheduled_tasks (last_heartbeat);
CREATE INDEX scheduled_tasks_priority ON scheduled_tasks (priority DESC, execution_time ASC);
GRANT SELECT, INSERT ON scheduled_tasks TO ${app};
GRANT SELECT, INSERT, UPDATE, DELETE ON scheduled_tasks TO ${worker};
--rollback DROP TABLE scheduled_tasks;
