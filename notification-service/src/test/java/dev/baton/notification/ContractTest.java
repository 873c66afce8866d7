package dev.baton.notification;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.baton.events.Decoded;
import dev.baton.events.DirectoryUserChanged;
import dev.baton.events.EventCodec;
import dev.baton.events.EventEnvelope;
import dev.baton.events.HandoffEvent;
import dev.baton.messaging.DirectoryProgress;
import dev.baton.messaging.DirectorySubscription;
import dev.baton.messaging.EventSubscription;
import dev.baton.platform.tenancy.Tenant;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes every published example of the contract, as its consumer. */
@NotificationTest
class ContractTest {
    private final EventSubscription handoffs;
    private final DirectorySubscription people;
    private final DirectoryProgress progress;
    private final TransactionTemplate transaction;

    @Autowired
    ContractTest(EventSubscription handoffs, DirectorySubscription people, DirectoryProgress progress,
            PlatformTransactionManager transactions) {
        this.handoffs = handoffs;
        this.people = people;
        this.progress = progress;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Test
    void everyExampleCanBeHandled() throws Exception {
        for (Resource example : examples()) {
            EventEnvelope envelope = read(example);

            assertThatCode(() -> Tenant.run(envelope.accountId(), () -> transaction
                    .executeWithoutResult(status -> handle(envelope)))).as(example.getFilename())
                    .doesNotThrowAnyException();
        }
    }

    private void handle(EventEnvelope envelope) {
        switch (envelope.event()) {
            case DirectoryUserChanged person -> people.handler().handle(envelope.accountId(), person);
            case HandoffEvent event -> {
                progress.advance(handoffs.group(), envelope.accountId(), Long.MAX_VALUE);
                handoffs.handler().handle(envelope);
            }
        }
    }

    private static List<Resource> examples() throws IOException {
        Resource[] found = new PathMatchingResourcePatternResolver()
                .getResources("classpath*:contracts/examples/*.json");
        return Arrays.asList(found);
    }

    private static EventEnvelope read(Resource example) throws IOException {
        byte[] body = example.getContentAsString(StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
        return ((Decoded.Known) new EventCodec().decode(body, 1)).envelope();
    }
}
