package dev.baton.platform.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Routes that need no token; a token sent there is not even looked at. A service that has some declares one bean:
 * {@code OpenRoutes.of("POST /api/v1/auth/**", "GET /.well-known/jwks.json")}. Every other route needs a token.
 */
public final class OpenRoutes {
    private final List<RequestMatcher> matchers;

    private OpenRoutes(List<RequestMatcher> matchers) {
        this.matchers = matchers;
    }

    /**
     * Makes the list.
     *
     * @param routes each {@code METHOD pattern}, or a pattern alone for every method; patterns as in Spring MVC
     */
    public static OpenRoutes of(String... routes) {
        return new OpenRoutes(Arrays.stream(routes).map(OpenRoutes::matcher).toList());
    }

    boolean contains(HttpServletRequest request) {
        return matchers.stream().anyMatch(route -> route.matches(request));
    }

    private static RequestMatcher matcher(String route) {
        PathPatternRequestMatcher.Builder builder = PathPatternRequestMatcher.withDefaults();
        int space = route.indexOf(' ');
        return space < 0
                ? builder.matcher(route)
                : builder.matcher(HttpMethod.valueOf(route.substring(0, space)), route.substring(space + 1));
    }
}
