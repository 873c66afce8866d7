package dev.baton.benchmarks.relay;

import dev.baton.benchmarks.platform.Desks;
import dev.baton.benchmarks.platform.Desks.Desk;
import dev.baton.events.DirectoryUserChanged;
import dev.baton.events.MemberStatus;
import dev.baton.messaging.Outbox;
import dev.baton.platform.tenancy.Tenant;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The people of made-up help desks, for services that know people by their events only. */
public final class Directory {
    private Directory() {}

    /**
     * Publishes everybody, one transaction for each desk.
     *
     * @param relay a started {@link RelayNode}
     */
    public static void announce(Desks desks, BeanFactory relay) {
        Outbox outbox = relay.getBean(Outbox.class);
        TransactionTemplate transaction = new TransactionTemplate(relay.getBean(PlatformTransactionManager.class));
        for (Desk desk : desks.all()) {
            Tenant.run(desk.id(), () -> transaction.executeWithoutResult(_ -> desk.people()
                    .forEach(person -> outbox.append(desk.id(), new DirectoryUserChanged(person.id(), person.name(),
                            person.email(), person.role(), MemberStatus.ACTIVE, 0)))));
        }
    }
}
