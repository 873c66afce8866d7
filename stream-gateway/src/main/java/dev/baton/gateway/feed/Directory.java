package dev.baton.gateway.feed;

import dev.baton.events.DirectoryUserChanged;
import dev.baton.events.MemberStatus;
import dev.baton.events.Role;
import dev.baton.events.UserId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/**
 * Who is still somebody: a token lives for 15 minutes, and people are deactivated or demoted in between. Written by the
 * feed of the users topic, read by all threads.
 */
@Component
public class Directory {
    private final Map<UserId, Standing> people = new ConcurrentHashMap<>();
    private final List<Consumer<UserId>> listeners = new CopyOnWriteArrayList<>();

    /** @param version the newest seen; a stale repeat has a lower one */
    private record Standing(long epoch, long version, boolean active, Role role) {
        boolean isOlderThan(Standing other) {
            return epoch < other.epoch || (epoch == other.epoch && version < other.version);
        }
    }

    /** Tells of every change of a person, on the feed's thread; must not block. */
    public void listen(Consumer<UserId> listener) {
        listeners.add(listener);
    }

    /** The role that the person has now; empty for one who is no longer active. {@code ifUnknown} if nothing was read. */
    public Optional<Role> role(UserId user, Role ifUnknown) {
        Standing standing = people.get(user);
        if (standing == null) {
            return Optional.of(ifUnknown);
        }
        return standing.active() ? Optional.of(standing.role()) : Optional.empty();
    }

    public void changed(long epoch, DirectoryUserChanged change) {
        Standing told = new Standing(epoch, change.directoryVersion(), change.status() == MemberStatus.ACTIVE,
                change.role());
        Standing kept = people.merge(change.userId(), told,
                (known, fresh) -> known.isOlderThan(fresh) ? fresh : known);
        if (kept.equals(told)) {
            listeners.forEach(listener -> listener.accept(change.userId()));
        }
    }
}
