--liquibase formatted sql

--changeset baton:ai_session_resolved
--comment: what was resolved, newest first: where the search for similar escalations begins
CREATE INDEX ai_session_resolved ON ai_session (account_id, last_activity_at DESC, id DESC) WHERE status = 'resolved';
--rollback DROP INDEX ai_session_resolved;

--changeset baton:similar_escalations-bounded
--comment: reading all that have one word in common is reading most of a long past
-- Common words are looked for in the newest sessions, rare ones in all. What is rare is counted in the newest and in ten
-- places of the past before them, so that a word that everybody used once is not taken for a rare one: all rare words
-- together are in one session of a hundred. The function has an owner whose rights the migrator has to take on.
SET LOCAL ROLE ${search};
CREATE OR REPLACE FUNCTION similar_escalations(wanted_account uuid, of_session uuid, of_words text, most integer)
    RETURNS TABLE (id uuid, problem_summary text, domain text, fixed_by text, resolution text, resolved_at timestamptz)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
    BEGIN ATOMIC
        WITH asked AS MATERIALIZED (
            SELECT l.lexeme, quote_literal(translate(l.lexeme, chr(92), '')) AS term
            FROM unnest(to_tsvector('pg_catalog.english', left(of_words, 1000))) l
        ), all_asked AS MATERIALIZED (
            SELECT string_agg(a.term, ' | ')::tsquery AS query, least(2, count(*)) AS enough FROM asked a
        ), newest AS MATERIALIZED (
            SELECT s.id, s.problem_summary, s.domain, s.fixed_by, s.resolution, s.last_activity_at, s.words
            FROM public.ai_session s
            WHERE s.account_id = wanted_account
              AND wanted_account = NULLIF(current_setting('app.account_id', true), '')::uuid
              AND s.status = 'resolved'
            ORDER BY s.last_activity_at DESC, s.id DESC
            LIMIT 1000
        ), before AS MATERIALIZED (
            SELECT n.last_activity_at AS until, n.last_activity_at - oldest.last_activity_at AS length
            FROM (SELECT newest.last_activity_at FROM newest OFFSET 999) n
            CROSS JOIN (SELECT min(s.last_activity_at) AS last_activity_at FROM public.ai_session s
                        WHERE s.account_id = wanted_account AND s.status = 'resolved') oldest
        ), sampled AS MATERIALIZED (
            SELECT newest.id, newest.words FROM newest
            UNION ALL
            SELECT place.id, place.words
            FROM before
            CROSS JOIN generate_series(0, 9) tenth
            CROSS JOIN LATERAL (
                SELECT s.id, s.words
                FROM public.ai_session s
                WHERE s.account_id = wanted_account AND s.status = 'resolved'
                  AND s.last_activity_at < before.until - before.length * tenth / 10
                ORDER BY s.last_activity_at DESC, s.id DESC
                LIMIT 50) place
        ), common AS MATERIALIZED (
            SELECT s.id, a.lexeme
            FROM sampled s
            CROSS JOIN unnest(tsvector_to_array(s.words)) word
            JOIN asked a ON a.lexeme = word
        ), counted AS (
            SELECT a.term, sum(count(c.id)) OVER (ORDER BY count(c.id), a.term) AS so_far
            FROM asked a
            LEFT JOIN common c ON c.lexeme = a.lexeme
            GROUP BY a.term
        ), rare AS MATERIALIZED (
            SELECT string_agg(c.term, ' | ')::tsquery AS query
            FROM counted c
            WHERE c.so_far * 100 <= (SELECT count(*) FROM sampled)
        ), found AS (
            SELECT n.id, n.problem_summary, n.domain, n.fixed_by, n.resolution, n.last_activity_at, n.words
            FROM newest n
            WHERE n.id IN (SELECT c.id FROM common c GROUP BY c.id HAVING count(*) >= (SELECT enough FROM all_asked))
            UNION ALL
            SELECT s.id, s.problem_summary, s.domain, s.fixed_by, s.resolution, s.last_activity_at, s.words
            FROM rare
            JOIN public.ai_session s ON s.words @@ rare.query
            WHERE s.account_id = wanted_account
              AND wanted_account = NULLIF(current_setting('app.account_id', true), '')::uuid
              AND s.status = 'resolved'
              AND s.id NOT IN (SELECT newest.id FROM newest)
        ), closest AS (
            SELECT f.id, f.problem_summary, f.domain, f.fixed_by, f.resolution, f.last_activity_at, f.words,
                   ts_rank(f.words, all_asked.query) * (1 + 0.5 * (f.domain = own.domain)::integer) AS closeness
            FROM found f
            CROSS JOIN all_asked
            JOIN public.ai_session own ON own.account_id = wanted_account AND own.id = of_session
            WHERE f.id <> of_session
              AND EXISTS (SELECT 1 FROM public.handoff h
                          WHERE h.account_id = wanted_account AND h.session_id = f.id AND h.intent = 'escalate')
            ORDER BY closeness DESC, f.last_activity_at DESC, f.id DESC
            LIMIT 500
        ), ranked AS (
            SELECT c.id, c.problem_summary, c.domain, c.fixed_by, c.resolution, c.last_activity_at, c.words,
                   c.closeness * (1 + votes.useful) / (2 + votes.given) AS score
            FROM closest c
            CROSS JOIN LATERAL (
                SELECT count(*) AS given, count(*) FILTER (WHERE v.useful) AS useful
                FROM public.similar_vote v WHERE v.account_id = wanted_account AND v.similar_id = c.id) votes
            ORDER BY score DESC, c.last_activity_at DESC, c.id DESC
            LIMIT 50
        )
        SELECT r.id, r.problem_summary, r.domain, r.fixed_by, r.resolution, r.last_activity_at
        FROM ranked r
        WHERE (SELECT count(*) FROM unnest(tsvector_to_array(r.words)) word JOIN asked a ON a.lexeme = word)
              >= (SELECT enough FROM all_asked)
        ORDER BY r.score DESC, r.last_activity_at DESC, r.id DESC
        LIMIT most;
    END;
RESET ROLE;
--rollback SET LOCAL ROLE ${search};
--rollback CREATE OR REPLACE FUNCTION similar_escalations(wanted_account uuid, of_session uuid, of_words text, most integer)
--rollback     RETURNS TABLE (id uuid, problem_summary text, domain text, fixed_by text, resolution text, resolved_at timestamptz)
--rollback     LANGUAGE sql STABLE SECURITY DEFINER
--rollback     SET search_path = pg_catalog, pg_temp
--rollback     BEGIN ATOMIC
--rollback         WITH asked AS MATERIALIZED (
--rollback             SELECT array_agg(l.lexeme) AS lexemes,
--rollback                    string_agg(quote_literal(translate(l.lexeme, chr(92), '')), ' | ')::tsquery AS query
--rollback             FROM unnest(to_tsvector('pg_catalog.english', left(of_words, 1000))) l
--rollback         ), newest AS (
--rollback             SELECT s.id, s.problem_summary, s.domain, s.fixed_by, s.resolution, s.last_activity_at, s.words
--rollback             FROM asked
--rollback             JOIN public.ai_session s ON s.words @@ asked.query
--rollback             WHERE s.account_id = wanted_account
--rollback               AND wanted_account = NULLIF(current_setting('app.account_id', true), '')::uuid
--rollback               AND s.status = 'resolved' AND s.id <> of_session
--rollback               AND EXISTS (SELECT 1 FROM public.handoff h
--rollback                           WHERE h.account_id = s.account_id AND h.session_id = s.id AND h.intent = 'escalate')
--rollback             ORDER BY s.last_activity_at DESC, s.id DESC
--rollback             LIMIT 500
--rollback         ), ranked AS (
--rollback             SELECT n.id, n.problem_summary, n.domain, n.fixed_by, n.resolution, n.last_activity_at, n.words,
--rollback                    asked.lexemes,
--rollback                    ts_rank(n.words, asked.query) * (1 + 0.5 * (n.domain = own.domain)::integer)
--rollback                        * (1 + votes.useful) / (2 + votes.given) AS score
--rollback             FROM newest n
--rollback             CROSS JOIN asked
--rollback             JOIN public.ai_session own ON own.account_id = wanted_account AND own.id = of_session
--rollback             CROSS JOIN LATERAL (
--rollback                 SELECT count(*) AS given, count(*) FILTER (WHERE v.useful) AS useful
--rollback                 FROM public.similar_vote v WHERE v.account_id = wanted_account AND v.similar_id = n.id) votes
--rollback             ORDER BY score DESC, n.last_activity_at DESC, n.id DESC
--rollback             LIMIT 50
--rollback         )
--rollback         SELECT r.id, r.problem_summary, r.domain, r.fixed_by, r.resolution, r.last_activity_at
--rollback         FROM ranked r
--rollback         WHERE cardinality(ARRAY(SELECT unnest(tsvector_to_array(r.words)) INTERSECT SELECT unnest(r.lexemes)))
--rollback               >= least(2, cardinality(r.lexemes))
--rollback         ORDER BY r.score DESC, r.last_activity_at DESC, r.id DESC
--rollback         LIMIT most;
--rollback     END;
--rollback RESET ROLE;
