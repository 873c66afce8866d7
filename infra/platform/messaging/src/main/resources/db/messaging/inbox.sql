--liquibase formatted sql

--changeset messaging:inbox-1
--comment: how far each group has come in each account, and what it had to leave out
CREATE TABLE inbox (
    account_id uuid NOT NULL,
    group_name text NOT NULL,
    topic text NOT NULL,
    epoch bigint NOT NULL,
    last_seq bigint NOT NULL,
    last_event_id uuid, -- null after a record that was skipped unread
    last_offset bigint NOT NULL,
    PRIMARY KEY (account_id, group_name, topic)
) WITH (fillfactor = 50); -- updated by every event: free space keeps the updates inside their page

CREATE TABLE inbox_hole (
    account_id uuid NOT NULL,
    group_name text NOT NULL,
    topic text NOT NULL,
    epoch bigint NOT NULL,
    seq bigint NOT NULL,
    cause text NOT NULL,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (account_id, group_name, topic, epoch, seq)
);

CREATE TABLE directory_progress (
    account_id uuid NOT NULL,
    group_name text NOT NULL,
    version bigint NOT NULL,
    PRIMARY KEY (account_id, group_name)
) WITH (fillfactor = 50);

ALTER TABLE inbox ENABLE ROW LEVEL SECURITY;
ALTER TABLE inbox FORCE ROW LEVEL SECURITY;
ALTER TABLE inbox_hole ENABLE ROW LEVEL SECURITY;
ALTER TABLE inbox_hole FORCE ROW LEVEL SECURITY;
ALTER TABLE directory_progress ENABLE ROW LEVEL SECURITY;
ALTER TABLE directory_progress FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON inbox TO ${app}
    USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid)
    WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
CREATE POLICY tenant ON inbox_hole TO ${app}
    USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid)
    WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
CREATE POLICY tenant ON directory_progress TO ${app}
    USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid)
    WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
CREATE POLICY migrator ON inbox TO ${migrator} USING (true) WITH CHECK (true);
CREATE POLICY migrator ON inbox_hole TO ${migrator} USING (true) WITH CHECK (true);
CREATE POLICY migrator ON directory_progress TO ${migrator} USING (true) WITH CHECK (true);

GRANT SELECT, INSERT, UPDATE ON inbox TO ${app};
GRANT SELECT, INSERT, DELETE ON inbox_hole TO ${app};
GRANT SELECT, INSERT, UPDATE ON directory_progress TO ${app};
--rollback DROP TABLE directory_progress; DROP TABLE inbox_hole; DROP TABLE inbox;

--changeset messaging:inbox-2
--comment: versions of people whose records could not be read; they say where they stand, but are not believed
CREATE TABLE directory_unread (
    account_id uuid NOT NULL,
    group_name text NOT NULL,
    version bigint NOT NULL,
    PRIMARY KEY (account_id, group_name, version)
);
ALTER TABLE directory_unread ENABLE ROW LEVEL SECURITY;
ALTER TABLE directory_unread FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON directory_unread TO ${app}
    USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid)
    WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
CREATE POLICY migrator ON directory_unread TO ${migrator} USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, DELETE ON directory_unread TO ${app};
--rollback DROP TABLE directory_unread;

--changeset messaging:inbox-3
--comment: how many holes are open, over all accounts and without naming one; operators are told, nobody else reads rows
CREATE FUNCTION inbox_open_holes() RETURNS TABLE (group_name text, topic text, holes bigint)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT h.group_name, h.topic, count(*) FROM public.inbox_hole h GROUP BY h.group_name, h.topic
$$;
REVOKE ALL ON FUNCTION inbox_open_holes() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION inbox_open_holes() TO ${app};
--rollback DROP FUNCTION inbox_open_holes();
