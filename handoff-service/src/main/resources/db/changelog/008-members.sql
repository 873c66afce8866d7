--liquibase formatted sql

--changeset baton:member-invited
--comment: a person who was invited has no password yet and is not active; the directory does not know them until then
ALTER TABLE member
    ADD COLUMN invited boolean NOT NULL DEFAULT false,
    ALTER COLUMN password_hash DROP NOT NULL,
    ADD CONSTRAINT active_has_password CHECK (status <> 'active' OR password_hash IS NOT NULL),
    ADD CONSTRAINT invited_is_not_active CHECK (NOT invited OR (status = 'deactivated' AND password_hash IS NULL));
--rollback ALTER TABLE member DROP CONSTRAINT invited_is_not_active, DROP CONSTRAINT active_has_password;
--rollback UPDATE member SET password_hash = '' WHERE password_hash IS NULL;
--rollback ALTER TABLE member ALTER COLUMN password_hash SET NOT NULL, DROP COLUMN invited;

--changeset baton:invitation
--comment: one per person; a newer one takes the place of the older, whose token is void from then on
CREATE TABLE invitation (
    account_id  uuid NOT NULL,
    member_id   uuid NOT NULL,
    secret_hash bytea NOT NULL,
    expires_at  timestamptz NOT NULL,
    PRIMARY KEY (account_id, member_id),
    FOREIGN KEY (account_id, member_id) REFERENCES member (account_id, id)
);
CREATE UNIQUE INDEX invitation_secret ON invitation (account_id, secret_hash);
ALTER TABLE invitation ENABLE ROW LEVEL SECURITY;
ALTER TABLE invitation FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON invitation TO ${app}
    USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid)
    WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
CREATE POLICY migration ON invitation TO ${migrator} USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON invitation TO ${app};
--rollback DROP TABLE invitation;

--changeset baton:member_change
--comment: who did what to whose membership; written in the transaction of what it tells
CREATE TABLE member_change (
    account_id uuid NOT NULL,
    member_id  uuid NOT NULL,
    id         uuid NOT NULL, -- UUIDv7
    action     text NOT NULL
        CHECK (action IN ('invited', 'joined', 'renamed', 'role_changed', 'time_zone_changed', 'deactivated',
                          'activated', 'password_changed')),
    actor_id   uuid NOT NULL,
    at         timestamptz NOT NULL,
    detail     text,
    PRIMARY KEY (account_id, member_id, id),
    FOREIGN KEY (account_id, member_id) REFERENCES member (account_id, id),
    FOREIGN KEY (account_id, actor_id) REFERENCES member (account_id, id)
);
ALTER TABLE member_change ENABLE ROW LEVEL SECURITY;
ALTER TABLE member_change FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON member_change TO ${app}
    USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid)
    WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
CREATE POLICY migration ON member_change TO ${migrator} USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON member_change TO ${app};
--rollback DROP TABLE member_change;

--changeset baton:refresh_token_member
--comment: all tokens of a person end at once
CREATE INDEX refresh_token_member ON refresh_token (account_id, member_id);
--rollback DROP INDEX refresh_token_member;

--changeset baton:sign_in_attempt
-- Belongs to no account: an address that nobody has is counted like one that somebody has. It holds a hash of the
-- address, so that a glance at the table shows no addresses, though whoever guesses one can check the guess.
CREATE TABLE sign_in_attempt (
    address_hash bytea PRIMARY KEY,
    failed_at    timestamptz[] NOT NULL, -- since the last success, oldest first
    last_at      timestamptz NOT NULL
);
CREATE INDEX sign_in_attempt_age ON sign_in_attempt (last_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON sign_in_attempt TO ${app};
GRANT SELECT, DELETE ON sign_in_attempt TO ${worker};
--rollback DROP TABLE sign_in_attempt;
