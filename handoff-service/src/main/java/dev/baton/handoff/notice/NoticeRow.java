package dev.baton.handoff.notice;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Embedded;
import org.springframework.data.relational.core.mapping.Table;

/** A notice as it is stored. */
@Table("notice")
record NoticeRow(@Id @Embedded(onEmpty = Embedded.OnEmpty.USE_EMPTY) Key key, UUID memberId, String kind,
        UUID handoffId, UUID sessionId, String title, Instant createdAt, @Nullable Instant readAt,
        @Nullable Instant settledAt) {
    record Key(UUID accountId, UUID id) {}
}
