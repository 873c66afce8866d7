package dev.baton.systemtests.faults;

import dev.baton.systemtests.Baton;
import dev.baton.systemtests.Person.Answer;
import dev.baton.systemtests.faults.Crowd.Account;
import dev.baton.systemtests.faults.Crowd.Member;
import dev.baton.systemtests.faults.Evidence.Acknowledged;
import dev.baton.systemtests.faults.Evidence.ClaimAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/** Steady work: in every account a junior escalates, and of some escalations two people pick up at the same moment. */
final class Load {
    private static final double CLAIMED = 0.4;
    private static final double ASKED_FIRST = 0.3;
    private static final int CREATED = 201;

    final Queue<Acknowledged> acknowledged = new ConcurrentLinkedQueue<>();
    final Queue<ClaimAnswer> claims = new ConcurrentLinkedQueue<>();
    final Queue<String> refused = new ConcurrentLinkedQueue<>();
    final AtomicInteger messages = new AtomicInteger();
    final AtomicInteger unclear = new AtomicInteger();

    private final Baton baton;
    private final Duration pace;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;

    Load(Baton baton, Plan plan, Crowd crowd) {
        this.baton = baton;
        this.pace = Duration.ofMillis(1_000L * plan.accounts() / plan.perSecond());
        Random seeds = new Random(plan.seed());
        crowd.accounts().forEach(account -> {
            Random random = new Random(seeds.nextLong());
            threads.add(Thread.ofVirtual().unstarted(() -> work(account, random)));
        });
    }

    void start() {
        threads.forEach(Thread::start);
    }

    /** Nothing new is begun; what is under way ends with its answer. */
    void stop() throws InterruptedException {
        stopped = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void work(Account account, Random random) {
        Technician junior = new Technician(baton, account.member("junior").email(), random.nextInt(2));
        Technician senior = new Technician(baton, account.member("senior").email(), 0);
        Technician admin = new Technician(baton, account.member("admin").email(), 1);
        try {
            Thread.sleep((long) (random.nextDouble() * pace.toMillis()));
            while (!stopped) {
                long began = System.nanoTime();
                Optional<Acknowledged> handoff = escalate(account, junior, new UUID(random.nextLong(),
                        random.nextLong()).toString());
                if (random.nextDouble() < CLAIMED && handoff.isPresent()) {
                    race(account, handoff.get(), senior, admin, random.nextDouble() < ASKED_FIRST);
                }
                long rest = pace.toMillis() - Duration.ofNanos(System.nanoTime() - began).toMillis();
                Thread.sleep(Math.max(0, rest));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<Acknowledged> escalate(Account account, Technician junior, String attempt)
            throws InterruptedException {
        String words = account.canary() + " " + attempt;
        Optional<JsonNode> session = created(junior.post("/ai-sessions", Map.of("problem_summary", words, "domain",
                "mail", "psa_ticket_id", "12345"), attempt));
        if (session.isEmpty()) {
            return Optional.empty();
        }
        String path = "/ai-sessions/" + session.get().get("id").asString();
        created(junior.post(path + "/steps", Map.of("kind", "action", "text", words), attempt));
        Optional<JsonNode> answer = created(junior.post(path + "/escalate", Map.of("reason", words, "notes", words,
                "priority", "high"), attempt));
        Optional<Acknowledged> handoff = answer.map(body -> new Acknowledged(account.id(),
                UUID.fromString(session.get().get("id").asString()),
                UUID.fromString(body.get("handoff").get("id").asString()), attempt));
        handoff.ifPresent(acknowledged::add);
        return handoff;
    }

    private Optional<JsonNode> created(Optional<Answer> answer) {
        if (answer.isEmpty()) {
            unclear.incrementAndGet();
        } else if (answer.get().status() != CREATED) {
            refused.add(answer.get().status() + " " + answer.get().body());
        }
        return answer.filter(clear -> clear.status() == CREATED).map(Answer::json);
    }

    private void race(Account account, Acknowledged handoff, Technician senior, Technician admin, boolean asksFirst)
            throws InterruptedException {
        Thread other = Thread.ofVirtual().start(() -> claim(account.member("admin"), admin, handoff, asksFirst));
        claim(account.member("senior"), senior, handoff, asksFirst);
        other.join();
    }

    private void claim(Member claimer, Technician technician, Acknowledged handoff, boolean asksFirst) {
        String path = "/ai-sessions/" + handoff.session();
        try {
            Optional<Answer> answer = technician.post(path + "/handoffs/" + handoff.handoff() + "/claim", Map.of(), "");
            if (answer.isEmpty()) {
                unclear.incrementAndGet();
                return;
            }
            claims.add(ClaimAnswer.of(handoff.handoff(), claimer.id(), answer.get()));
            if (answer.get().status() == 200) {
                act(claimer, technician, path, asksFirst);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The first action of the metric: the winner asks the assistant something, or records a step. */
    private void act(Member claimer, Technician technician, String path, boolean asksFirst)
            throws InterruptedException {
        String words = "Seen by " + claimer.key();
        if (asksFirst) {
            created(technician.post(path + "/messages", Map.of("text", words), claimer.key()))
                    .ifPresent(exchange -> messages.incrementAndGet());
        } else {
            created(technician.post(path + "/steps", Map.of("kind", "observation", "text", words), claimer.key()));
        }
    }
}
