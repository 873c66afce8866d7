--liquibase formatted sql

--changeset baton:scheduled_tasks-indexes
--comment: no job has a priority, and only one that runs has a heartbeat: most never enter that index
DROP INDEX scheduled_tasks_priority;
DROP INDEX scheduled_tasks_heartbeat;
CREATE INDEX scheduled_tasks_running ON scheduled_tasks (last_heartbeat) WHERE picked;
--rollback DROP INDEX scheduled_tasks_running;
--rollback CREATE INDEX scheduled_tasks_heartbeat ON scheduled_tasks (last_heartbeat);
--rollback CREATE INDEX scheduled_tasks_priority ON scheduled_tasks (priority DESC, execution_time ASC);

--changeset baton:handoff-queue-index runInTransaction:false
--comment: the queue is read by age; replicas of before go on meanwhile
DROP INDEX CONCURRENTLY handoff_queue;
--rollback CREATE INDEX handoff_queue ON handoff (account_id, created_at, id) WHERE status = 'open';

--changeset baton:handoff-account-reference
--comment: a session's account is there as long as the session is
-- Checked for each handoff, the account's row is also locked by each, and simultaneous ones share that lock at a price.
-- Nobody queues for long behind one who waits for readers: the start fails and is tried again.
SET LOCAL lock_timeout = '5s';
ALTER TABLE handoff DROP CONSTRAINT handoff_account_id_fkey;
--rollback ALTER TABLE handoff ADD CONSTRAINT handoff_account_id_fkey FOREIGN KEY (account_id) REFERENCES account;
