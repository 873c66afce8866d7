package dev.baton.handoff.testing;

import dev.baton.events.AccountId;
import dev.baton.events.Role;
import dev.baton.events.UserId;
import dev.baton.platform.security.Actor;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** An account with its people. */
public record Desk(AccountId account, Actor junior, Actor senior, Actor senior2, Actor admin, Actor owner,
        Actor viewer, Actor former) {
    static Desk newOne() {
        AccountId account = new AccountId(UUID.randomUUID());
        return new Desk(account, actor(account, "Jo Park", Role.ENGINEER), actor(account, "Sam Reyes", Role.ENGINEER),
                actor(account, "Lee Brandt", Role.ENGINEER), actor(account, "Ada Nkemelu", Role.ADMIN),
                actor(account, "Olga Winter", Role.OWNER), actor(account, "Vic Sato", Role.VIEWER),
                actor(account, "Finn Gone", Role.ENGINEER));
    }

    List<Actor> everybody() {
        return List.of(junior, senior, senior2, admin, owner, viewer, former);
    }

    public String email(Actor actor) {
        return actor.name().toLowerCase(Locale.ROOT).replace(' ', '.') + "@" + account + ".example";
    }

    private static Actor actor(AccountId account, String name, Role role) {
        return new Actor(new UserId(UUID.randomUUID()), account, name, role);
    }
}
