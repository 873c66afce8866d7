package dev.baton.handoff.testing;

import dev.baton.testing.MutableClock;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** A new help desk for each test, and the time to move. */
@HandoffTest
public abstract class AtADesk {
    @Autowired
    protected Desks desks;
    @Autowired
    protected MutableClock clock;

    protected Desk desk;

    @BeforeEach
    protected void openADesk() {
        desk = desks.open();
    }
}
