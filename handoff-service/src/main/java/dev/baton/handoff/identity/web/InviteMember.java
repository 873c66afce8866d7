package dev.baton.handoff.identity.web;

import dev.baton.events.Role;
import dev.baton.events.UserId;
import dev.baton.handoff.identity.invitation.NewMember;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /members}. The address is what a browser takes for one, in ASCII: mail goes there.
 *
 * @param subject by which an OIDC issuer names them, a UUID; null where there is no such issuer
 */
record InviteMember(@NotBlank @Size(max = 200) String name,
        @NotBlank @Size(max = 254) @Pattern(regexp = "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?", message = "must be an email address") String email,
        @NotNull Role role, @Nullable @Size(min = 1, max = 64) String timeZone, @Nullable UserId subject) {
    NewMember person() {
        return new NewMember(name, email, role, timeZone == null ? "UTC" : timeZone, subject);
    }

    @Override
    public String toString() {
        return "InviteMember";
    }
}
