package dev.baton.platform.security;

import dev.baton.platform.tenancy.Tenant;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/** Binds the {@link Tenant} of the token for the rest of the request, and puts the ids into its log lines. */
final class TenantFilter extends OncePerRequestFilter {
    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Actor> actor = ActorAuthentication.currentActor();
        if (actor.isEmpty()) {
            chain.doFilter(request, response);
        } else {
            forActor(actor.get(), request, response, chain);
        }
    }

    private static void forActor(Actor actor, HttpServletRequest request, HttpServletResponse response,
            FilterChain chain) throws ServletException, IOException {
        try (var _ = MDC.putCloseable("accountId", actor.accountId().toString());
                var _ = MDC.putCloseable("userId", actor.id().toString())) {
            Tenant.call(actor.accountId(), () -> {
                chain.doFilter(request, response);
                return null;
            });
        } catch (IOException | ServletException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
