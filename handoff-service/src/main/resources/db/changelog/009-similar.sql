--liquibase formatted sql

--changeset baton:btree_gin
--comment: lets the account lead an index of words; a trusted extension, which the owner of a database may add
CREATE EXTENSION IF NOT EXISTS btree_gin;
--rollback DROP EXTENSION btree_gin;

--changeset baton:ai_session-words
--comment: what a resolved session is found by (A8): the problem above all, then its domain, then what fixed it
ALTER TABLE ai_session ADD COLUMN words tsvector NOT NULL GENERATED ALWAYS AS (
    setweight(to_tsvector('pg_catalog.english', problem_summary), 'A')
    || setweight(to_tsvector('pg_catalog.english', domain), 'B')
    || setweight(to_tsvector('pg_catalog.english', coalesce(fixed_by, '') || ' ' || coalesce(resolution, '')), 'C')
) STORED;
-- Few are resolved and many searched for: without fastupdate no search reads through a list of what is not sorted in yet.
CREATE INDEX ai_session_words ON ai_session USING gin (account_id, words) WITH (fastupdate = off)
    WHERE status = 'resolved';
--rollback DROP INDEX ai_session_words;
--rollback ALTER TABLE ai_session DROP COLUMN words;

--changeset baton:similar_vote
--comment: whether a similar escalation helped; one vote of a person for a pair
CREATE TABLE similar_vote (
    account_id uuid NOT NULL,
    session_id uuid NOT NULL,
    similar_id uuid NOT NULL,
    member_id  uuid NOT NULL,
    useful     boolean NOT NULL,
    voted_at   timestamptz NOT NULL,
    PRIMARY KEY (account_id, session_id, similar_id, member_id),
    FOREIGN KEY (account_id, session_id) REFERENCES ai_session (account_id, id),
    FOREIGN KEY (account_id, similar_id) REFERENCES ai_session (account_id, id),
    FOREIGN KEY (account_id, member_id) REFERENCES member (account_id, id)
);
-- What the ranking adds up: all votes for one session, whatever it was shown beside.
CREATE INDEX similar_vote_for ON similar_vote (account_id, similar_id);
ALTER TABLE similar_vote ENABLE ROW LEVEL SECURITY;
ALTER TABLE similar_vote FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON similar_vote TO ${app}
    USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid)
    WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
CREATE POLICY migration ON similar_vote TO ${migrator} USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON similar_vote TO ${app};
--rollback DROP TABLE similar_vote;

--changeset baton:search-sees
--comment: the role that owns the search below; nobody can log in as it, and it reads these columns only
CREATE POLICY search ON ai_session FOR SELECT TO ${search} USING (true);
CREATE POLICY search ON handoff FOR SELECT TO ${search} USING (true);
CREATE POLICY search ON similar_vote FOR SELECT TO ${search} USING (true);
GRANT SELECT (account_id, id, problem_summary, domain, status, fixed_by, resolution, last_activity_at, words)
    ON ai_session TO ${search};
GRANT SELECT (account_id, session_id, intent) ON handoff TO ${search};
GRANT SELECT (account_id, similar_id, useful) ON similar_vote TO ${search};
--rollback REVOKE SELECT (account_id, similar_id, useful) ON similar_vote FROM ${search};
--rollback REVOKE SELECT (account_id, session_id, intent) ON handoff FROM ${search};
--rollback REVOKE SELECT (account_id, id, problem_summary, domain, status, fixed_by, resolution, last_activity_at, words)
--rollback     ON ai_session FROM ${search};
--rollback DROP POLICY search ON similar_vote;
--rollback DROP POLICY search ON handoff;
--rollback DROP POLICY search ON ai_session;

--changeset baton:similar_escalations
--comment: @@ is not leakproof, so under row-level security it would read all of the account instead of the index
-- It answers for the tenant that is set and for no other, whatever account is named. Lexemes are quoted one by one, so no
-- text is read as an operator. Two words in common are asked for where there are two: one alone is in everything.
CREATE FUNCTION similar_escalations(wanted_account uuid, of_session uuid, of_words text, most integer)
    RETURNS TABLE (id uuid, problem_summary text, domain text, fixed_by text, resolution text, resolved_at timestamptz)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
    BEGIN ATOMIC
        WITH asked AS MATERIALIZED (
            SELECT array_agg(l.lexeme) AS lexemes,
                   string_agg(quote_literal(translate(l.lexeme, chr(92), '')), ' | ')::tsquery AS query
            FROM unnest(to_tsvector('pg_catalog.english', left(of_words, 1000))) l
        ), newest AS (
            SELECT s.id, s.problem_summary, s.domain, s.fixed_by, s.resolution, s.last_activity_at, s.words
            FROM asked
            JOIN public.ai_session s ON s.words @@ asked.query
            WHERE s.account_id = wanted_account
              AND wanted_account = NULLIF(current_setting('app.account_id', true), '')::uuid
              AND s.status = 'resolved' AND s.id <> of_session
              AND EXISTS (SELECT 1 FROM public.handoff h
                          WHERE h.account_id = s.account_id AND h.session_id = s.id AND h.intent = 'escalate')
            ORDER BY s.last_activity_at DESC, s.id DESC
            LIMIT 500
        ), ranked AS (
            SELECT n.id, n.problem_summary, n.domain, n.fixed_by, n.resolution, n.last_activity_at, n.words,
                   asked.lexemes,
                   ts_rank(n.words, asked.query) * (1 + 0.5 * (n.domain = own.domain)::integer)
                       * (1 + votes.useful) / (2 + votes.given) AS score
            FROM newest n
            CROSS JOIN asked
            JOIN public.ai_session own ON own.account_id = wanted_account AND own.id = of_session
            CROSS JOIN LATERAL (
                SELECT count(*) AS given, count(*) FILTER (WHERE v.useful) AS useful
                FROM public.similar_vote v WHERE v.account_id = wanted_account AND v.similar_id = n.id) votes
            ORDER BY score DESC, n.last_activity_at DESC, n.id DESC
            LIMIT 50
        )
        SELECT r.id, r.problem_summary, r.domain, r.fixed_by, r.resolution, r.last_activity_at
        FROM ranked r
        WHERE cardinality(ARRAY(SELECT unnest(tsvector_to_array(r.words)) INTERSECT SELECT unnest(r.lexemes)))
              >= least(2, cardinality(r.lexemes))
        ORDER BY r.score DESC, r.last_activity_at DESC, r.id DESC
        LIMIT most;
    END;
REVOKE ALL ON FUNCTION similar_escalations(uuid, uuid, text, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION similar_escalations(uuid, uuid, text, integer) TO ${app};
ALTER FUNCTION similar_escalations(uuid, uuid, text, integer) OWNER TO ${search};
--rollback DROP FUNCTION similar_escalations(uuid, uuid, text, integer);
