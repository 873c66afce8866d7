package dev.baton.platform.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Keeps {@link RequiresRole}. An interceptor and not method security, because it answers before the body is read: a
 * viewer learns 403 and nothing about what a good body would be.
 */
final class RoleCheck implements HandlerInterceptor {
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method) {
            RequiresRole required = requirement(method);
            if (required != null) {
                Actor actor = ActorAuthentication.currentActor().orElseThrow(Unauthenticated::new);
                if (!actor.mayActAs(required.value())) {
                    throw new RoleRequired(required.detail());
                }
            }
        }
        return true;
    }

    private static @Nullable RequiresRole requirement(HandlerMethod method) {
        RequiresRole own = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), RequiresRole.class);
        return own != null ? own : AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), RequiresRole.class);
    }
}
