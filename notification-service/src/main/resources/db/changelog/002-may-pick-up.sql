--liquibase formatted sql

--changeset notification:person-2
--comment: who is told (N1) is said once, for the choice at the event and for the last look before the wire
ALTER TABLE person ADD COLUMN may_pick_up boolean NOT NULL
    GENERATED ALWAYS AS (status = 'active' AND role IN ('engineer', 'admin', 'owner')) STORED;
--rollback ALTER TABLE person DROP COLUMN may_pick_up;
