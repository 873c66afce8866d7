package dev.baton.notification.erasure;

import dev.baton.events.AccountId;
import dev.baton.events.DirectoryUserChanged;
import dev.baton.notification.delivery.PickUps;
import dev.baton.notification.recipient.Recipients;
import dev.baton.platform.tenancy.NameLock;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Erases a person whom handoff-service has erased (E8). The directory then has a name and an address that tell nothing;
 * they take the place of the person's own in every row. Doing it again changes nothing.
 */
@Service
public class Erasure {
    private final NameLock names;
    private final Recipients recipients;
    private final WrittenNames writtenNames;
    private final PickUps pickUps;

    Erasure(NameLock names, Recipients recipients, WrittenNames writtenNames, PickUps pickUps) {
        this.names = names;
        this.recipients = recipients;
        this.writtenNames = writtenNames;
        this.pickUps = pickUps;
    }

    /**
     * Puts what the directory says now in the place of what was written down.
     *
     * @param erased the last state of the person, which the directory keeps
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void erase(AccountId account, DirectoryUserChanged erased) {
        names.lockToErase(account);
        recipients.remember(account, erased);
        writtenNames.replace(account, erased.userId(), erased.name());
        pickUps.stopWritingTo(account, erased.userId());
    }
}
