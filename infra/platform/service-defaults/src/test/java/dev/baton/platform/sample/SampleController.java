package dev.baton.platform.sample;

import dev.baton.events.HandoffId;
import dev.baton.events.Priority;
import dev.baton.platform.problem.NotFound;
import dev.baton.platform.problem.ProblemType;
import dev.baton.platform.problem.Refusal;
import dev.baton.platform.security.Actor;
import dev.baton.platform.security.AdminOrHigher;
import dev.baton.platform.security.EngineerOrHigher;
import dev.baton.platform.security.OpenRoutes;
import dev.baton.platform.tenancy.Tenant;
import dev.baton.platform.web.MultiLine;
import dev.baton.platform.web.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.EOFException;
import java.net.SocketException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
class SampleController {
    record Note(@NotBlank @Size(max = 70) String title, @MultiLine @Size(max = 4000) @Nullable String fullText,
            @NotNull Priority priority, int rank, @Nullable HandoffId handoffId, @Nullable List<@Valid Step> steps,
            @Nullable Map<String, Object> extra) {}

    record Step(@NotBlank String whatWasDone) {}

    static final class AlreadyTaken extends Refusal {
        private static final long serialVersionUID = 1L;

        AlreadyTaken(Actor by) {
            super(ProblemType.of("already-taken", HttpStatus.CONFLICT, "Already taken"), "Somebody was faster.",
                    Map.of("taken_by_id", by.id(), "taken_at", Instant.parse("2026-01-02T03:04:05Z")));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Routes {
        @Bean
        OpenRoutes openRoutes() {
            return OpenRoutes.of("POST /api/v1/open", "GET /api/v1/open-but-for-actors");
        }
    }

    private final Notes notes;

    SampleController(Notes notes) {
        this.notes = notes;
    }

    @PostMapping("/notes")
    @ResponseStatus(HttpStatus.CREATED)
    Note create(@Valid @RequestBody Note note) {
        return note;
    }

    @PostMapping("/open")
    Map<String, String> open() {
        return Map.of("open", "yes");
    }

    @GetMapping("/open-but-for-actors")
    Actor openButForActors(Actor actor) {
        return actor;
    }

    @GetMapping("/me")
    Actor me(Actor actor) {
        return actor;
    }

    @GetMapping("/tenant")
    Page<String> tenant() {
        return Page.only(List.of(Tenant.current().orElseThrow().toString()));
    }

    @PostMapping("/claims")
    @EngineerOrHigher
    void claim(Actor actor, @Valid @RequestBody Note note) {
        throw new AlreadyTaken(actor);
    }

    @GetMapping("/admin")
    @AdminOrHigher
    Map<String, Instant> admin() {
        return Map.of("at", Instant.parse("2026-01-02T03:04:05Z"));
    }

    @GetMapping("/notes/{id}")
    Note note(@PathVariable HandoffId id) {
        throw new NotFound();
    }

    @GetMapping("/notes")
    Page<String> list(@RequestParam @Max(100) int limit, @RequestParam(defaultValue = "") String q) {
        return Page.only(List.of());
    }

    @PostMapping("/slow")
    Map<String, Boolean> slow() throws InterruptedException {
        SlowRequest.STARTED.countDown();
        return Map.of("released", SlowRequest.RELEASED.await(20, TimeUnit.SECONDS));
    }

    @GetMapping("/broken")
    void broken() {
        throw new IllegalStateException("secret-of-the-row", new IllegalArgumentException("secret-inside"));
    }

    @GetMapping("/counted")
    Map<String, Long> counted() {
        return Map.of("count", notes.count());
    }

    @GetMapping("/outage")
    void outage() {
        throw new DataAccessResourceFailureException("secret-host down");
    }

    /** As the driver fails when the backend is killed between two statements. */
    @GetMapping("/lost-backend")
    void lostBackend(@RequestParam String how) {
        throw new CannotCreateTransactionException("Could not open JDBC Connection for transaction",
                new SQLException("An I/O error occurred while sending to the backend.", "08006",
                        "eof".equals(how) ? new EOFException() : new SocketException(how)));
    }

    /** As a transaction fails whose rollback meets the connection that broke under it. */
    @GetMapping("/lost-rollback")
    void lostRollback() {
        throw new TransactionSystemException("JDBC rollback failed", new SQLException("Connection is closed"));
    }
}
