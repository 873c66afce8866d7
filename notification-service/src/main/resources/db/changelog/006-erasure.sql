--liquibase formatted sql

--changeset notification:names-1
--comment: whose name stands in a row, so that it goes when the person is erased
ALTER TABLE handoff_state ADD COLUMN escalated_by_id uuid, ADD COLUMN target_id uuid;
ALTER TABLE delivery ADD COLUMN asked_by_id uuid;
--rollback ALTER TABLE delivery DROP COLUMN asked_by_id;
--rollback ALTER TABLE handoff_state DROP COLUMN target_id, DROP COLUMN escalated_by_id;

--changeset notification:names-2
--comment: of rows that are there already: where only one person of the account has the name, it is theirs
UPDATE handoff_state h SET escalated_by_id = p.id
FROM (SELECT account_id, name, (array_agg(user_id))[1] AS id FROM person GROUP BY account_id, name HAVING count(*) = 1) p
WHERE p.account_id = h.account_id AND p.name = h.escalated_by_name;
UPDATE handoff_state h SET target_id = p.id
FROM (SELECT account_id, name, (array_agg(user_id))[1] AS id FROM person GROUP BY account_id, name HAVING count(*) = 1) p
WHERE p.account_id = h.account_id AND p.name = h.target_name;
UPDATE delivery d SET asked_by_id = p.id
FROM (SELECT account_id, name, (array_agg(user_id))[1] AS id FROM person GROUP BY account_id, name HAVING count(*) = 1) p
WHERE p.account_id = d.account_id AND p.name = d.asked_by_name;
-- Who was erased before this service could.
UPDATE delivery d SET recipient_name = p.name
FROM person p WHERE p.account_id = d.account_id AND p.user_id = d.recipient_id AND p.status = 'deleted';
UPDATE webhook w SET set_by_name = p.name
FROM person p WHERE p.account_id = w.account_id AND p.user_id = w.set_by_id AND p.status = 'deleted';
UPDATE webhook_change c SET by_name = p.name
FROM person p WHERE p.account_id = c.account_id AND p.user_id = c.by_id AND p.status = 'deleted';
--rollback SELECT 1; -- what was erased does not come back

--changeset notification:webhook-change-2
--comment: the one thing about a change that may be changed: the name of somebody who was erased
GRANT UPDATE (by_name) ON webhook_change TO ${app};
--rollback REVOKE UPDATE (by_name) ON webhook_change FROM ${app};
