package dev.baton.platform.problem;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An exception for the log: the classes and frames of another, without its messages. Messages quote what people wrote
 * (a driver names the row that broke a constraint), and logs carry no bodies (acceptance T7).
 */
public final class FaultTrace extends Exception {
    private static final long serialVersionUID = 1L;

    private FaultTrace(Throwable fault, @Nullable Throwable cause) {
        super(fault.getClass().getName(), cause, false, true);
        setStackTrace(fault.getStackTrace());
    }

    /** The same classes, frames and causes, without a word of their messages. */
    public static FaultTrace of(Throwable fault) {
        return of(fault, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static FaultTrace of(Throwable fault, Set<Throwable> seen) {
        seen.add(fault);
        Throwable cause = fault.getCause();
        return new FaultTrace(fault, cause == null || seen.contains(cause) ? null : of(cause, seen));
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
