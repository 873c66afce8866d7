package dev.baton.platform.security;

import dev.baton.events.Role;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;

/** An {@link Actor} as Spring Security's authentication; has the authority of each role up to the actor's own. */
final class ActorAuthentication extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1L;

    private final transient Actor actor;

    private ActorAuthentication(Actor actor) {
        super(Arrays.stream(Role.values())
                .filter(actor::mayActAs)
                .map(role -> new SimpleGrantedAuthority("ROLE_" + role))
                .toList());
        this.actor = actor;
        setAuthenticated(true);
    }

    // The token itself is not kept: nothing behind the door may log it or pass it on.
    static ActorAuthentication of(Jwt token) {
        return new ActorAuthentication(AccessTokens.actor(token));
    }

    /** Who asks in the current request; nobody on an open route. */
    static Optional<Actor> currentActor() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof ActorAuthentication authentication
                ? Optional.of(authentication.actor)
                : Optional.empty();
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Actor getPrincipal() {
        return actor;
    }

    @Override
    public String getName() {
        return actor.id().toString();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ActorAuthentication that && actor.equals(that.actor);
    }

    @Override
    public int hashCode() {
        return actor.hashCode();
    }
}
