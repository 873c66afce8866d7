package dev.baton.handoff.identity.membership;

import dev.baton.events.Role;
import dev.baton.platform.problem.ProblemType;
import dev.baton.platform.problem.Refusal;
import org.springframework.http.HttpStatus;

/** 403: owners are made and changed by owners only. */
public final class OwnerOnly extends Refusal {
    private static final long serialVersionUID = 1L;
    private static final ProblemType TYPE = ProblemType.of("owner-only", HttpStatus.FORBIDDEN,
            "Only an owner may do this");

    public OwnerOnly() {
        super(TYPE, "Only an owner may make or change an owner.");
    }

    /** Refuses that somebody who acts in {@code acting} gives the role {@code given}. */
    public static void refuse(Role acting, Role given) {
        if (given == Role.OWNER && acting != Role.OWNER) {
            throw new OwnerOnly();
        }
    }
}
