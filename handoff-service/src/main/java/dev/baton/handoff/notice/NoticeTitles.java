package dev.baton.handoff.notice;

import dev.baton.events.EscalationTitle;
import dev.baton.events.UserId;
import dev.baton.platform.database.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What stands in the bells of others about a person: one line, which names them and the problem. */
@Service
public class NoticeTitles {
    private static final String NAMING = """
            SELECT DISTINCT n.handoff_id, n.kind, n.title, h.psa_ticket_id, h.problem_summary
            FROM notice n JOIN handoff h ON h.account_id = n.account_id AND h.id = n.handoff_id
            WHERE CASE WHEN n.kind IN ('handoff_claimed', 'handoff_returned') THEN h.claimed_by ELSE h.handed_off_by END
                  = :person
              AND n.kind <> 'handoff_overdue'
            """;
    // Locked in the order of their ids, as by everybody who changes several.
    private static final String RENAME = """
            WITH locked AS (
                SELECT n.id, told.title
                FROM notice n
                JOIN unnest(:handoffs::uuid[], :kinds::text[], :titles::text[]) AS told (handoff, kind, title)
                  ON n.handoff_id = told.handoff AND n.kind = told.kind
                WHERE n.title <> told.title
                ORDER BY n.id FOR NO KEY UPDATE OF n)
            UPDATE notice n SET title = locked.title FROM locked WHERE n.id = locked.id
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
     * anew, of what the handoffs say, and written where they differ.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void rename(UserId person, String name) {
        List<Told> wrong = jdbc.sql(NAMING)
                .param("person", person.value())
                .query((row, number) -> Told.of(row, name))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
        if (wrong.isEmpty()) {
            return;
        }
        jdbc.sql(RENAME)
                .param("handoffs", array(wrong, Told::handoff))
                .param("kinds", array(wrong, Told::kind))
                .param("titles", array(wrong, Told::title))
                .update();
    }

    private static String[] array(List<Told> told, Function<Told, String> column) {
        return told.stream().map(column).toArray(String[]::new);
    }

    /** What one kind of notice is to say of one handoff. */
    private record Told(String handoff, String kind, String title) {
        /** Empty, if it says so already. */
        static Optional<Told> of(ResultSet row, String name) throws SQLException {
            Notice.Kind kind = Columns.constant(Notice.Kind.class, row, "kind");
            String title = title(kind, name, row.getString("psa_ticket_id"), row.getString("problem_summary"));
            return title.equals(row.getString("title"))
                    ? Optional.empty()
                    : Optional.of(new Told(Columns.uuid(row, "handoff_id").toString(), row.getString("kind"), title));
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
