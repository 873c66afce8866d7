package dev.baton.handoff.message;

import dev.baton.events.AccountId;
import dev.baton.events.MessageId;
import dev.baton.events.SessionId;
import dev.baton.events.UserId;
import dev.baton.platform.database.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads and appends the messages of sessions. */
@Repository
class MessageRows {
    private static final String SELECT = """
            SELECT m.id, m.text, m.author_id, author.name AS author_name, m.in_reply_to, m.source, m.source_label,
                   m.created_at
            FROM session_message m
            LEFT JOIN member author ON author.account_id = m.account_id AND author.id = m.author_id
            """;

    private final JdbcClient jdbc;

    MessageRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Appends a message to a session whose row the caller has locked.
     *
     * @param most how many messages the session may have with this one
     * @return false when it has that many already, or the message that this one replies to has its answer
     */
    boolean insert(AccountId account, SessionId session, Message message, int most) {
        UserId author = message.authorId();
        MessageId question = message.inReplyTo();
        return jdbc.sql("""
                INSERT INTO session_message (account_id, session_id, ordinal, id, text, author_id, in_reply_to, source,
                                             source_label, created_at)
                SELECT :account, :session, coalesce(max(ordinal), 0) + 1, :id, :text, :author::uuid, :question::uuid,
                       :source::text, :label::text, :now
                FROM session_message WHERE session_id = :session
                HAVING coalesce(max(ordinal), 0) < :most
                ON CONFLICT (account_id, in_reply_to) DO NOTHING
                """)
                .param("account", account.value())
                .param("session", session.value())
                .param("id", message.id().value())
                .param("text", message.text())
                .param("author", author == null ? null : author.value())
                .param("question", question == null ? null : question.value())
                .param("source", message.source())
                .param("label", message.sourceLabel())
                .param("now", Columns.timestamp(message.createdAt()))
                .param("most", most)
                .update() == 1;
    }

    Optional<Message> answerTo(MessageId question) {
        return jdbc.sql(SELECT + "WHERE m.in_reply_to = :question")
                .param("question", question.value())
                .query(MessageRows::message)
                .optional();
    }

    /** A message and those before it, newest first. */
    List<Message> until(SessionId session, MessageId last, int limit) {
        return jdbc
                .sql(SELECT
                        + """
                                WHERE m.session_id = :session
                                  AND m.ordinal <= (SELECT l.ordinal FROM session_message l WHERE l.session_id = :session AND l.id = :last)
                                ORDER BY m.ordinal DESC LIMIT :limit
                                """)
                .param("session", session.value())
                .param("last", last.value())
                .param("limit", limit)
                .query(MessageRows::message)
                .list();
    }

    /**
     * The messages of a session, newest first.
     *
     * @param before the last one that was seen; null for the first page
     */
    List<Message> of(SessionId session, int limit, @Nullable UUID before) {
        // By the ordinal, not by the time: clocks of replicas differ, and a page must not miss what is beside its end.
        return jdbc.sql(SELECT + """
                WHERE m.session_id = :session AND (:first OR m.ordinal < (
                    SELECT b.ordinal FROM session_message b WHERE b.session_id = :session AND b.id = :before::uuid))
                ORDER BY m.ordinal DESC LIMIT :limit
                """)
                .param("session", session.value())
                .param("first", before == null)
                .param("before", before)
                .param("limit", limit)
                .query(MessageRows::message)
                .list();
    }

    private static Message message(ResultSet row, int number) throws SQLException {
        Optional<UserId> author = Columns.optionalUuid(row, "author_id").map(UserId::new);
        return new Message(new MessageId(Columns.uuid(row, "id")),
                author.isPresent() ? Message.Kind.PERSON : Message.Kind.ASSISTANT, row.getString("text"),
                author.orElse(null), row.getString("author_name"),
                Columns.optionalUuid(row, "in_reply_to").map(MessageId::new).orElse(null), row.getString("source"),
                row.getString("source_label"), Columns.instant(row, "created_at"));
    }
}
