package dev.baton.handoff.lifecycle;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Embedded;
import org.springframework.data.relational.core.mapping.Table;

/** A handoff as it is created. Later changes are conditional UPDATEs, never a write of the whole row. */
@Table("handoff")
record HandoffRow(@Id @Embedded(onEmpty = Embedded.OnEmpty.USE_EMPTY) Key key, UUID sessionId, String intent,
        String status, String reason, String notes, String priority, String problemSummary, String domain,
        @Nullable String psaTicketId, int stepCount, UUID handedOffBy, @Nullable UUID targetUserId, Instant createdAt,
        long version) {
    static final long FIRST_VERSION = 1;

    record Key(UUID accountId, UUID id) {}
}
