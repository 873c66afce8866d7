package dev.baton.handoff.identity.erasure;

import dev.baton.events.UserId;
import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Names that were written into what a handoff keeps: its snapshot, its documentation and its copy in the
 * assessment, its notices. They stand there
 * without an id, so of two people of one name who worked in the same session both are replaced.
 */
@Component
class WrittenNames {
    private static final String SNAPSHOTS = """
            UPDATE handoff_context c
            SET snapshot = jsonb_set(c.snapshot, '{what_was_tried}', (
                SELECT jsonb_agg(
                    CASE WHEN step ->> 'actor_name' = :name THEN jsonb_set(step, '{actor_name}', to_jsonb(:with::text))
                         ELSE step END ORDER BY place)
                FROM jsonb_array_elements(c.snapshot -> 'what_was_tried') WITH ORDINALITY AS tried (step, place)))
            FROM handoff h
            WHERE h.account_id = c.account_id AND h.id = c.handoff_id
              AND jsonb_array_length(c.snapshot -> 'what_was_tried') > 0
              AND EXISTS (SELECT 1 FROM session_step s
                          WHERE s.account_id = h.account_id AND s.session_id = h.session_id AND s.actor_id = :person)
            """;
    private static final String DOCUMENTATION = """
            UPDATE handoff_context c
            SET documentation = replace(c.documentation, '- Worked on by: ' || :name, '- Worked on by: ' || :with)
            FROM handoff h JOIN ai_session s ON s.account_id = h.account_id AND s.id = h.session_id
            WHERE h.account_id = c.account_id AND h.id = c.handoff_id AND s.author_id = :person
            """;
    private static final String ASSESSMENTS = """
            UPDATE assessment a
            SET result = jsonb_set(a.result, '{ticket_notes}', to_jsonb(
                replace(a.result ->> 'ticket_notes', '- Worked on by: ' || :name, '- Worked on by: ' || :with)))
            FROM handoff h JOIN ai_session s ON s.account_id = h.account_id AND s.id = h.session_id
            WHERE h.account_id = a.account_id AND h.id = a.handoff_id AND s.author_id = :person
              AND a.result ->> 'ticket_notes' IS NOT NULL
            """;
    private static final String NOTICES = """
            UPDATE notice n SET title = :with || substr(n.title, length(:name) + 1)
            FROM handoff h
            WHERE h.account_id = n.account_id AND h.id = n.handoff_id AND starts_with(n.title, :name || ' ')
              AND (n.kind IN ('handoff_claimed', 'handoff_returned') AND h.claimed_by = :person
                   OR n.kind = 'handoff_read_back_corrected' AND h.handed_off_by = :person)
            """;

    private final JdbcClient jdbc;

    WrittenNames(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void replace(UserId person, Collection<String> names, String with) {
        for (String name : names) {
            for (String statement : new String[]{SNAPSHOTS, DOCUMENTATION, ASSESSMENTS, NOTICES}) {
                jdbc.sql(statement)
                        .param("person", person.value())
                        .param("name", name)
                        .param("with", with)
                        .update();
            }
        }
    }
}
