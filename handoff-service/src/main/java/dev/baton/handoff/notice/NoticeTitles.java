package dev.baton.handoff.notice;

import dev.baton.events.EscalationTitle;
import dev.baton.events.UserId;
import dev.baton.platform.database.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What stands in the bells of others about a person: one line, which names them and the problem. */
@Service
public class NoticeTitles {
    // As everybody does who changes several: in the order of their ids.
    private static final String LOCK = """
            SELECT n.id FROM notice n JOIN handoff h ON h.account_id = n.account_id AND h.id = n.handoff_id
            WHERE n.member_id = :person OR h.claimed_by = :person OR h.handed_off_by = :person
            ORDER BY n.id FOR UPDATE OF n
            """;
    private static final String NAMING = """
            SELECT DISTINCT n.handoff_id, n.kind, h.psa_ticket_id, h.problem_summary
            FROM notice n JOIN handoff h ON h.account_id = n.account_id AND h.id = n.handoff_id
            WHERE CASE WHEN n.kind IN ('handoff_claimed', 'handoff_returned') THEN h.claimed_by ELSE h.handed_off_by END
                  = :person
              AND n.kind <> 'handoff_overdue'
            """;

    private final JdbcClient jdbc;

    NoticeTitles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static String claimed(String claimer, String problem) {
        return claimer + " picked up: " + problem;
    }

    static String returned(String returner, String problem) {
        return returner + " gave back: " + problem;
    }

    static String corrected(String corrector, String problem) {
        return corrector + " corrected what you understood: " + problem;
    }

    /**
     * Calls a person something else in all notices that name them. Whatever name is there is replaced: the titles are made
     * anew, of what the handoffs say.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void rename(UserId person, String name) {
        jdbc.sql(LOCK).param("person", person.value()).query((row, number) -> true).list();
        List<Told> told = jdbc.sql(NAMING)
                .param("person", person.value())
                .query((row, number) -> Told.of(row, name))
                .list();
        jdbc.sql("""
                UPDATE notice n SET title = told.title
                FROM unnest(:handoffs::uuid[], :kinds::text[], :titles::text[]) AS told (handoff, kind, title)
                WHERE n.handoff_id = told.handoff AND n.kind = told.kind
                """)
                .param("handoffs", array(told, Told::handoff))
                .param("kinds", array(told, Told::kind))
                .param("titles", array(told, Told::title))
                .update();
    }

    private static String[] array(List<Told> told, Function<Told, String> column) {
        return told.stream().map(column).toArray(String[]::new);
    }

    /** What one kind of notice says of one handoff. */
    private record Told(String handoff, String kind, String title) {
        static Told of(ResultSet row, String name) throws SQLException {
            Notice.Kind kind = Columns.constant(Notice.Kind.class, row, "kind");
            return new Told(Columns.uuid(row, "handoff_id").toString(), row.getString("kind"),
                    title(kind, name, row.getString("psa_ticket_id"), row.getString("problem_summary")));
        }

        private static String title(Notice.Kind kind, String name, @Nullable String ticket, String problem) {
            return switch (kind) {
                case HANDOFF_CREATED -> EscalationTitle.of(name, ticket, problem);
                case HANDOFF_CLAIMED -> claimed(name, problem);
                case HANDOFF_RETURNED -> returned(name, problem);
                case HANDOFF_READ_BACK_CORRECTED -> corrected(name, problem);
                case HANDOFF_OVERDUE -> throw new IllegalArgumentException("names nobody");
            };
        }
    }
}
