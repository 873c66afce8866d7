package dev.baton.launcher.supervision;

/** Asks a process whether it does its work now; bounded to a few seconds. */
@FunctionalInterface
public interface Probe {
    boolean isReady();
}
