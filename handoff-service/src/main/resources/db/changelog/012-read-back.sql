--liquibase formatted sql

--changeset baton:handoff-read-back
--comment: what the claimer understood, and what the person who escalated has to add (H14)
ALTER TABLE handoff
    ADD COLUMN read_back            text,
    ADD COLUMN read_back_correction text,
    ADD CONSTRAINT claimer_reads_back CHECK (read_back IS NULL OR claimed_by IS NOT NULL),
    ADD CONSTRAINT correction_has_read_back CHECK (read_back_correction IS NULL OR read_back IS NOT NULL);
ALTER TABLE notice DROP CONSTRAINT notice_kind_check;
ALTER TABLE notice ADD CONSTRAINT notice_kind_check CHECK (kind IN ('handoff_created', 'handoff_claimed',
    'handoff_returned', 'handoff_overdue', 'handoff_read_back_corrected'));
ALTER TABLE handoff_history DROP CONSTRAINT handoff_history_action_check;
ALTER TABLE handoff_history ADD CONSTRAINT handoff_history_action_check CHECK (action IN ('escalated', 'parked', 'resumed',
    'claimed', 'read_back_corrected', 'cancelled', 'returned', 'assessed', 'reminded'));
--rollback ALTER TABLE handoff DROP CONSTRAINT correction_has_read_back, DROP CONSTRAINT claimer_reads_back,
--rollback     DROP COLUMN read_back_correction, DROP COLUMN read_back;
--rollback DELETE FROM notice WHERE kind = 'handoff_read_back_corrected';
--rollback DELETE FROM handoff_history WHERE action = 'read_back_corrected';
--rollback ALTER TABLE notice DROP CONSTRAINT notice_kind_check;
--rollback ALTER TABLE notice ADD CONSTRAINT notice_kind_check
--rollback     CHECK (kind IN ('handoff_created', 'handoff_claimed', 'handoff_returned', 'handoff_overdue'));
--rollback ALTER TABLE handoff_history DROP CONSTRAINT handoff_history_action_check;
--rollback ALTER TABLE handoff_history ADD CONSTRAINT handoff_history_action_check CHECK (action IN ('escalated', 'parked',
--rollback     'resumed', 'claimed', 'cancelled', 'returned', 'assessed', 'reminded'));
