package dev.baton.notification.delivery;

import dev.baton.platform.problem.ProblemType;
import dev.baton.platform.problem.Refusal;
import org.springframework.http.HttpStatus;

/** 409: an earlier test message to the destination is still under way. */
public final class TestUnderWay extends Refusal {
    private static final long serialVersionUID = 1L;
    private static final ProblemType TYPE = ProblemType.of("test-under-way", HttpStatus.CONFLICT,
            "A test is under way");

    TestUnderWay() {
        super(TYPE, "An earlier test message has not been decided yet.");
    }
}
