package dev.baton.notification.channel;

/** Why somebody gets a message about a handoff, and the words that say so: the same in every channel. */
public enum Occasion {
    /** It waits for somebody. */
    ESCALATED("", "%s needs help with a session."),
    /** It still waits. */
    STILL_WAITING("Still waiting: ", "%s still needs help with a session. Nobody has picked it up yet."),
    /** It still waits, and those who run the account should know. */
    NOBODY_CAME("Nobody picked up: ",
            "%s still needs help with a session. Nobody has picked it up, a reminder did not help."),
    /** The recipient has it, and did nothing. */
    NOTHING_DONE("Nothing done yet: ",
            "You picked up a session of %s. Nothing has been done in it since.");

    private final String beginning;
    private final String opening;

    Occasion(String beginning, String opening) {
        this.beginning = beginning;
        this.opening = opening;
    }

    /**
     * The title of the message.
     *
     * @param escalation its title (N2)
     */
    public String title(String escalation) {
        return beginning + escalation;
    }

    /** The first sentence. */
    public String opening(String escalatedBy) {
        return opening.formatted(escalatedBy);
    }

    /** Whether the recipient is to decide who takes it; otherwise they have it. */
    public boolean asksToPickUp() {
        return this != NOTHING_DONE;
    }

    /** What the link is called. */
    public String action() {
        return asksToPickUp() ? "Pick up" : "Open the session";
    }

    /** What there is to know about the link. */
    public String advice() {
        return asksToPickUp()
                ? "Opening the link claims nothing; you decide on the page."
                : "If you cannot go on, give it back, so that somebody else can.";
    }
}
