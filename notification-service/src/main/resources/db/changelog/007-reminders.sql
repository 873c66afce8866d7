--liquibase formatted sql

--changeset notification:reminders-1
--comment: who has a handoff and whether they did something, for the reminder to do so; and that it was given back
ALTER TABLE handoff_state ADD COLUMN claimed_by uuid; -- null while it is unclaimed, and of claims read before this column was
ALTER TABLE handoff_state ADD COLUMN worked_on boolean NOT NULL DEFAULT false;
ALTER TABLE handoff_state DROP CONSTRAINT handoff_state_status_check;
ALTER TABLE handoff_state ADD CONSTRAINT handoff_state_status_check
    CHECK (status IN ('open', 'claimed', 'cancelled', 'returned'));
--rollback UPDATE handoff_state SET status = 'claimed' WHERE status = 'returned';
--rollback ALTER TABLE handoff_state DROP CONSTRAINT handoff_state_status_check;
--rollback ALTER TABLE handoff_state ADD CONSTRAINT handoff_state_status_check CHECK (status IN ('open', 'claimed', 'cancelled'));
--rollback ALTER TABLE handoff_state DROP COLUMN worked_on, DROP COLUMN claimed_by;
