package dev.baton.handoff.notice;

import dev.baton.events.AccountId;
import dev.baton.events.EscalationTitle;
import dev.baton.events.HandoffCard;
import dev.baton.events.HandoffId;
import dev.baton.events.Person;
import dev.baton.events.TimeOrderedUuid;
import dev.baton.events.UserId;
import dev.baton.platform.database.Columns;
import dev.baton.platform.database.Writes;
import dev.baton.platform.problem.NotFound;
import dev.baton.platform.web.Page;
import dev.baton.platform.web.TimeCursor;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The bell: notices are rows of the transaction that they tell of (N10). */
@Service
public class Notices {
    private final JdbcClient jdbc;
    private final TimeOrderedUuid ids;
    private final Clock clock;

    public Notices(JdbcClient jdbc, TimeOrderedUuid ids, Clock clock) {
        this.jdbc = jdbc;
        this.ids = ids;
        this.clock = clock;
    }

    /** Tells each recipient of a new handoff. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void handoffCreated(Writes writes, AccountId account, HandoffCard card, Collection<UserId> recipients) {
        insert(writes, account, recipients, Notice.Kind.HANDOFF_CREATED, EscalationTitle.of(card), card);
    }

    /** Settles everybody's notices of a handoff that somebody claimed, and tells the one who handed it off. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void handoffClaimed(AccountId account, HandoffCard card, Person claimer) {
        handoffEnded(card.handoffId());
        insert(account, List.of(card.handedOffBy().id()), Notice.Kind.HANDOFF_CLAIMED,
                NoticeTitles.claimed(claimer.name(), card.problemSummary()), card);
    }

    /** Settles everybody's notices of a handoff that waits no longer. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void handoffEnded(HandoffId handoff) {
        // Locked by id, as in readUpTo: two that lock the same notices in different orders would wait for each other.
        jdbc.sql("""
                UPDATE notice SET settled_at = :now WHERE id = ANY (ARRAY(
                    SELECT id FROM notice WHERE handoff_id = :handoff AND settled_at IS NULL
                    ORDER BY id FOR NO KEY UPDATE))
                """)
                .param("now", Columns.timestamp(clock.instant()))
                .param("handoff", handoff.value())
                .update();
    }

    /** Tells the one who handed it off that the claimer gave it back; that somebody had picked it up is settled. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void handoffReturned(AccountId account, HandoffCard card, Person returner) {
        handoffEnded(card.handoffId());
        insert(account, List.of(card.handedOffBy().id()), Notice.Kind.HANDOFF_RETURNED,
                NoticeTitles.returned(returner.name(), card.problemSummary()), card);
    }

    /** Tells the claimer that who escalated corrected what they had understood (H14). */
    @Transactional(propagation = Propagation.MANDATORY)
    public void readBackCorrected(AccountId account, HandoffCard card, Person corrector, UserId claimer) {
        insert(account, List.of(claimer), Notice.Kind.HANDOFF_READ_BACK_CORRECTED,
                NoticeTitles.corrected(corrector.name(), card.problemSummary()), card);
    }

    /** Tells each recipient that a deadline of a handoff has passed. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void handoffOverdue(AccountId account, HandoffCard card, String beginning, Collection<UserId> recipients) {
        insert(account, recipients, Notice.Kind.HANDOFF_OVERDUE, beginning + card.problemSummary(), card);
    }

    /** The newest notices of a person first. */
    @Transactional(readOnly = true)
    public Page<Notice> of(UserId person, int limit, @Nullable TimeCursor after) {
        List<Notice> found = jdbc.sql("""
                SELECT id, kind, title, handoff_id, session_id, created_at, read_at, settled_at FROM notice
                WHERE member_id = :person AND (:first OR (created_at, id) < (:at, :id))
                ORDER BY created_at DESC, id DESC LIMIT :limit
                """)
                .param("person", person.value())
                .param("first", after == null)
                .param("at", Columns.timestamp(after == null ? clock.instant() : after.at()))
                .param("id", after == null ? person.value() : after.id())
                .param("limit", limit + 1)
                .query(Notice::of)
                .list();
        return Page.of(found, limit, last -> new TimeCursor(last.createdAt(), last.id()).toString());
    }

    /** How many notices of a person are neither read nor settled. */
    @Transactional(readOnly = true)
    public long unread(UserId person) {
        return jdbc.sql("""
                SELECT count(*) FROM notice WHERE member_id = :person AND read_at IS NULL AND settled_at IS NULL
                """).param("person", person.value()).query(Long.class).single();
    }

    /**
     * Marks a person's notice as read; again changes nothing.
     *
     * @throws NotFound 404, when it is not theirs
     */
    @Transactional
    public void read(UserId person, UUID notice) {
        int found = jdbc.sql("""
                UPDATE notice SET read_at = coalesce(read_at, :now) WHERE id = :id AND member_id = :person
                """)
                .param("now", Columns.timestamp(clock.instant()))
                .param("id", notice)
                .param("person", person.value())
                .update();
        if (found == 0) {
            throw new NotFound();
        }
    }

    /**
     * Marks a person's notice and all older ones of theirs as read; again changes nothing. What has arrived since the
     * person looked stays unread, unless it was written before that notice and committed after it.
     *
     * @param newestSeen the newest notice that the person saw
     * @throws NotFound 404, when it is not theirs
     */
    @Transactional
    public void readUpTo(UserId person, UUID newestSeen) {
        Instant seen = jdbc.sql("SELECT created_at FROM notice WHERE id = :id AND member_id = :person")
                .param("id", newestSeen)
                .param("person", person.value())
                .query((row, number) -> Columns.instant(row, "created_at"))
                .optional()
                .orElseThrow(NotFound::new);
        jdbc.sql("""
                UPDATE notice SET read_at = :now WHERE id = ANY (ARRAY(
                    SELECT id FROM notice
                    WHERE member_id = :person AND read_at IS NULL AND (created_at, id) <= (:seen, :id)
                    ORDER BY id FOR NO KEY UPDATE))
                """)
                .param("now", Columns.timestamp(clock.instant()))
                .param("person", person.value())
                .param("seen", Columns.timestamp(seen))
                .param("id", newestSeen)
                .update();
    }

    private void insert(AccountId account, Collection<UserId> recipients, Notice.Kind kind, String title,
            HandoffCard card) {
        Writes writes = new Writes();
        insert(writes, account, recipients, kind, title, card);
        writes.send(jdbc);
    }

    private void insert(Writes writes, AccountId account, Collection<UserId> recipients, Notice.Kind kind, String title,
            HandoffCard card) {
        writes.add("""
                INSERT INTO notice (account_id, id, member_id, kind, handoff_id, session_id, title, created_at)
                SELECT :account, told.id, told.member, :kind, :handoff, :session, :title, :now
                FROM unnest(:ids::uuid[], :members::uuid[]) AS told (id, member)
                """)
                .param("account", account.value())
                .param("kind", Columns.constant(kind))
                .param("handoff", card.handoffId().value())
                .param("session", card.sessionId().value())
                .param("title", title)
                .param("now", Columns.timestamp(clock.instant()))
                .param("ids", recipients.stream().map(_ -> ids.next().toString()).toArray(String[]::new))
                .param("members", recipients.stream().map(UserId::toString).toArray(String[]::new));
    }
}
