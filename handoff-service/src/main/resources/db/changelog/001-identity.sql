--liquibase formatted sql

--changeset baton:account
CREATE TABLE account (
    account_id  uuid PRIMARY KEY,
    name        text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    created_at  timestamptz NOT NULL
);
ALTER TABLE account ENABLE ROW LEVEL SECURITY;
ALTER TABLE account FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON account TO ${app}
    USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid)
    WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
CREATE POLICY migration ON account TO ${migrator} USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON account TO ${app};
--rollback DROP TABLE account;

--changeset baton:member
CREATE TABLE member (
    account_id    uuid NOT NULL REFERENCES account,
    id            uuid NOT NULL,
    email         text NOT NULL CHECK (email = lower(email)),
    name          text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    role          text NOT NULL CHECK (role IN ('viewer', 'engineer', 'admin', 'owner')),
    status        text NOT NULL CHECK (status IN ('active', 'deactivated', 'deleted')),
    time_zone     text NOT NULL,
    password_hash text NOT NULL,
    created_at    timestamptz NOT NULL,
    PRIMARY KEY (account_id, id)
);
-- Sign-in knows an address and no account yet, so an address belongs to one person in all accounts. This is the one key
-- that the account does not lead.
CREATE UNIQUE INDEX member_email ON member (email);
ALTER TABLE member ENABLE ROW LEVEL SECURITY;
ALTER TABLE member FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON member TO ${app}
    USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid)
    WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
CREATE POLICY migration ON member TO ${migrator} USING (true) WITH CHECK (true);
CREATE POLICY sign_in ON member FOR SELECT TO ${auth} USING (true);
GRANT SELECT, INSERT, UPDATE ON member TO ${app};
GRANT SELECT ON member TO ${auth};
--rollback DROP TABLE member;

--changeset baton:find_credential
-- The one look across accounts that the service may make: by address, for sign-in, before a tenant is known. It runs as
-- a role that nobody can log in as, whose policy reads this table only.
CREATE FUNCTION find_credential(wanted_email text)
    RETURNS TABLE (account_id uuid, id uuid, password_hash text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
    BEGIN ATOMIC
        SELECT m.account_id, m.id, m.password_hash FROM public.member m
        WHERE m.email = wanted_email AND m.status = 'active';
    END;
REVOKE ALL ON FUNCTION find_credential(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_credential(text) TO ${app};
ALTER FUNCTION find_credential(text) OWNER TO ${auth};
--rollback DROP FUNCTION find_credential(text);

--changeset baton:refresh_token
CREATE TABLE refresh_token (
    account_id  uuid NOT NULL,
    secret_hash bytea NOT NULL,
    family_id   uuid NOT NULL,
    member_id   uuid NOT NULL,
    expires_at  timestamptz NOT NULL,
    used_at     timestamptz,
    PRIMARY KEY (account_id, secret_hash),
    FOREIGN KEY (account_id, member_id) REFERENCES member (account_id, id)
);
-- A re-used token ends its whole family.
CREATE INDEX refresh_token_family ON refresh_token (account_id, family_id);
CREATE INDEX refresh_token_expiry ON refresh_token (expires_at);
ALTER TABLE refresh_token ENABLE ROW LEVEL SECURITY;
ALTER TABLE refresh_token FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON refresh_token TO ${app}
    USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid)
    WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
CREATE POLICY migration ON refresh_token TO ${migrator} USING (true) WITH CHECK (true);
CREATE POLICY clean_up ON refresh_token TO ${worker} USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON refresh_token TO ${app};
GRANT SELECT, DELETE ON refresh_token TO ${worker};
--rollback DROP TABLE refresh_token;
