--liquibase formatted sql

--changeset notification:delivery-resend-1
--comment: who wanted a delivery sent once more, and how it was until then; rows are only ever added
CREATE TABLE delivery_resend (
    account_id uuid NOT NULL,
    delivery_id uuid NOT NULL,
    id uuid NOT NULL, -- time-ordered
    by_id uuid NOT NULL, -- of a person; the name is in the directory only
    at timestamptz NOT NULL,
    state text NOT NULL,
    reason text,
    attempts integer NOT NULL,
    PRIMARY KEY (account_id, delivery_id, id),
    FOREIGN KEY (account_id, delivery_id) REFERENCES delivery ON DELETE CASCADE
);
ALTER TABLE delivery_resend ENABLE ROW LEVEL SECURITY;
ALTER TABLE delivery_resend FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON delivery_resend TO ${app}
    USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid)
    WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
CREATE POLICY migrator ON delivery_resend TO ${migrator} USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON delivery_resend TO ${app};
--rollback DROP TABLE delivery_resend;
