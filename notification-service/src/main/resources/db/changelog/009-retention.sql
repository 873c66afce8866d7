--liquibase formatted sql

--changeset notification:retention-1
--comment: the worker removes what is old, of all accounts; it still sees neither people nor texts
-- BRIN: rows come in the order of their age, and another B-tree would make every change of a delivery dearer.
CREATE INDEX delivery_age ON delivery USING brin (created_at);
CREATE INDEX handoff_state_age ON handoff_state USING brin (escalated_at);
GRANT SELECT (handoff_id, created_at), DELETE ON delivery TO ${worker};
CREATE POLICY worker ON handoff_state TO ${worker} USING (true);
GRANT SELECT (account_id, handoff_id, status, escalated_at), DELETE ON handoff_state TO ${worker};
CREATE POLICY worker ON inbox_hole TO ${worker} USING (true);
GRANT SELECT (account_id, group_name, topic, epoch, seq, recorded_at), DELETE ON inbox_hole TO ${worker};
--rollback REVOKE SELECT (account_id, group_name, topic, epoch, seq, recorded_at), DELETE ON inbox_hole FROM ${worker};
--rollback DROP POLICY worker ON inbox_hole;
--rollback REVOKE SELECT (account_id, handoff_id, status, escalated_at), DELETE ON handoff_state FROM ${worker};
--rollback DROP POLICY worker ON handoff_state;
--rollback REVOKE SELECT (handoff_id, created_at), DELETE ON delivery FROM ${worker};
--rollback DROP INDEX handoff_state_age;
--rollback DROP INDEX delivery_age;
