package dev.baton.handoff.identity.erasure;

import dev.baton.events.UserId;
import dev.baton.handoff.context.TicketNotes;
import dev.baton.handoff.notice.NoticeTitles;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Names that were written into what a handoff keeps: its notices, and its snapshot, its documentation and the copy of
 * that in the assessment. In these they stand without an id, so of two people of one name who worked in the same session
 * both are replaced. A row without the name is left as it is.
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
              AND c.snapshot -> 'what_was_tried' @> jsonb_build_array(jsonb_build_object('actor_name', :name::text))
              AND EXISTS (SELECT 1 FROM session_step s
                          WHERE s.account_id = h.account_id AND s.session_id = h.session_id AND s.actor_id = :person)
            """;
    private static final String DOCUMENTATION = """
            UPDATE handoff_context c
            SET documentation = replace(c.documentation, :line, :line_with)
            FROM handoff h JOIN ai_session s ON s.account_id = h.account_id AND s.id = h.session_id
            WHERE h.account_id = c.account_id AND h.id = c.handoff_id AND s.author_id = :person
              AND strpos(c.documentation, :line) > 0
            """;
    private static final String ASSESSMENTS = """
            UPDATE assessment a
            SET result = jsonb_set(a.result, '{ticket_notes}', to_jsonb(replace(a.result ->> 'ticket_notes', :line, :line_with)))
            FROM handoff h JOIN ai_session s ON s.account_id = h.account_id AND s.id = h.session_id
            WHERE h.account_id = a.account_id AND h.id = a.handoff_id AND s.author_id = :person
              AND strpos(a.result ->> 'ticket_notes', :line) > 0
            """;

    private final JdbcClient jdbc;
    private final NoticeTitles notices;

    WrittenNames(JdbcClient jdbc, NoticeTitles notices) {
        this.jdbc = jdbc;
        this.notices = notices;
    }

    /** Replaces every name that the person has had. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void replace(UserId person, Collection<String> names, String with) {
        // The longest first: one may begin with another.
        names.stream()
                .filter(name -> !name.equals(with))
                .sorted(Comparator.comparingInt(String::length).reversed())
                .forEach(name -> {
                    update(SNAPSHOTS, person).param("name", name).param("with", with).update();
                    // Notes of before names were escaped have them as they are.
                    Stream.of(TicketNotes.workedOnBy(name), TicketNotes.AUTHOR + name.strip() + '\n')
                            .distinct()
                            .forEach(line -> replaceLine(person, line, TicketNotes.workedOnBy(with)));
                });
        // Last: a claim waits for notices with its handoff locked, and the end of an assessment waits for a handoff.
        notices.rename(person, with);
    }

    private void replaceLine(UserId person, String line, String with) {
        for (String statement : List.of(DOCUMENTATION, ASSESSMENTS)) {
            update(statement, person).param("line", line).param("line_with", with).update();
        }
    }

    private JdbcClient.StatementSpec update(String sql, UserId person) {
        return jdbc.sql(sql).param("person", person.value());
    }
}
