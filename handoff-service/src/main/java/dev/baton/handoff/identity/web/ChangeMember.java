package dev.baton.handoff.identity.web;

import dev.baton.events.Role;
import dev.baton.handoff.identity.membership.MemberPatch;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Body of {@code PATCH /members/{id}}: what is absent or null stays. */
record ChangeMember(
        @Nullable @Size(max = 200) @Pattern(regexp = ".*\\S.*", message = "must not be blank") String name,
        @Nullable Role role, MemberPatch.@Nullable Access status, @Nullable @Size(min = 1, max = 64) String timeZone) {
    MemberPatch wanted() {
        return new MemberPatch(name, role, status, timeZone);
    }
}
