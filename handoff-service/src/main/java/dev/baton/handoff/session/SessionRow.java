package dev.baton.handoff.session;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Embedded;
import org.springframework.data.relational.core.mapping.Table;

/** A session as it is started. Later changes are conditional UPDATEs, never a write of the whole row. */
@Table("ai_session")
record SessionRow(@Id @Embedded(onEmpty = Embedded.OnEmpty.USE_EMPTY) Key key, UUID authorId, String problemSummary,
        String domain, @Nullable String psaTicketId, String status, int stepCount, Instant createdAt,
        Instant lastActivityAt) {
    record Key(UUID accountId, UUID id) {}
}
