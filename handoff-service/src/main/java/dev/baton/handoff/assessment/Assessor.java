package dev.baton.handoff.assessment;

import dev.baton.handoff.context.HandoffContext;
import java.util.Optional;

/** Makes assessments: the built-in rules, or a model. */
public interface Assessor {
    /**
     * Assesses what was handed off. It may take long and is interrupted at the deadline; it runs outside a transaction, unless
     * it {@linkplain #takesAMoment takes a moment}.
     *
     * @return without the documentation of the session in its ticket notes, which {@link Assessments#finish} adds;
     *     empty when there is none; an exception counts as none too
     */
    Optional<Assessment> assess(HandoffContext context) throws InterruptedException;

    /** Whether it needs nothing but a few milliseconds of the processor, whatever was handed off. */
    default boolean takesAMoment() {
        return false;
    }
}
