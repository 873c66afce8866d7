package dev.baton.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PublishedRouteTest {
    private static final List<PublishedRoute> ROUTES = PublishedRoute.of("handoff-service", "notification-service");

    @Test
    void whatAPathAQueryOrABodyNamesIsLeftOpen() {
        assertThat(route("POST", "/ai-sessions/{ai-sessions}/handoffs/{handoff_id}/claim").names())
                .containsExactly("ai-sessions", "handoff_id");
        assertThat(route("PATCH", "/members/{members}").names()).containsExactly("members");
        assertThat(route("GET", "/deliveries?handoff_id={handoff_id}").names()).containsExactly("handoff_id");
        assertThat(route("POST", "/notices/read-all").names()).containsExactly("up_to");
    }

    @Test
    void whatNeedsNoIdIsNotLeftOpen() {
        assertThat(route("PUT", "/destinations/slack").names()).isEmpty();
        assertThat(route("POST", "/ai-sessions/{ai-sessions}/escalate").body()).contains("reason")
                .doesNotContain("target_user_id");
    }

    @Test
    void signInNeedsNoToken() {
        assertThat(route("POST", "/auth/token").needsToken()).isFalse();
        assertThat(route("POST", "/auth/refresh").needsToken()).isFalse();
        assertThat(route("GET", "/me").needsToken()).isTrue();
    }

    @Test
    void aRouteWithAnIdThatNobodyHasIsNotLeftOut() {
        Person nobody = new Person(URI.create("http://localhost"), "", "");

        assertThatThrownBy(() -> route("PATCH", "/members/{members}").send(nobody, Map.of("notices", "1")))
                .hasMessageContaining("{members}");
    }

    private static PublishedRoute route(String method, String path) {
        return ROUTES.stream()
                .filter(route -> route.method().equals(method) && route.path().equals(path))
                .findFirst()
                .orElseThrow();
    }
}
