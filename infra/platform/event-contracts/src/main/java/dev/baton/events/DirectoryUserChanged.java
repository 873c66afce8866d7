package dev.baton.events;

import java.util.Objects;

/**
 * The state of one person after a change, on the compacted {@link Topics#DIRECTORY_USERS}.
 *
 * @param directoryVersion grows with every change of the account's directory; the outbox sets it to the sequence of the
 *     event, a projection keeps the highest for each person
 */
public record DirectoryUserChanged(UserId userId, String name, String email, Role role, MemberStatus status,
        long directoryVersion) implements BatonEvent {
    public static final String TYPE = "directory_user_changed";

    public DirectoryUserChanged {
        Objects.requireNonNull(userId, "user_id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(email, "email");
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(status, "status");
    }

    public DirectoryUserChanged withDirectoryVersion(long version) {
        return new DirectoryUserChanged(userId, name, email, role, status, version);
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public String subject() {
        return "users/" + userId;
    }

    @Override
    public String topic() {
        return Topics.DIRECTORY_USERS;
    }
}
