package dev.baton.launcher.mail;

/** What was sent to the outside and stayed here. */
sealed interface Caught permits CaughtMail, CaughtPost {
    /** Sorts by the time of arrival. */
    String id();
}
