package dev.baton.gateway.resumes;

import dev.baton.events.AccountId;
import dev.baton.gateway.StreamClient.SseEvent;
import dev.baton.gateway.feed.Cursor;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;

/**
 * What one client has been told over all its connections, held against what happened: each event after the last one it
 * has seen, once and in order, or a resync. It goes by sequences; of cursors it only takes where a resync leads to.
 */
final class Told {
    private final AccountId account;
    private final NavigableSet<Long> happened;
    private final List<String> violations = new ArrayList<>();
    private long last;
    private boolean mustResync;
    private long events;
    private long resyncs;

    /** @param happened the sequences of the account's events that streams show, each added before it is sent */
    Told(AccountId account, NavigableSet<Long> happened) {
        this.account = account;
        this.happened = happened;
    }

    /** A new connection. */
    void connected() {
        mustResync = false;
    }

    void hear(SseEvent event, boolean resumes) {
        if (mustResync && !event.type().equals("resync")) {
            violations.add(event.type() + " after a fresh start that was not announced");
            mustResync = false;
        }
        if (event.type().equals("ready")) {
            mustResync = resumes && event.data().contains("\"resumed\":false");
            if (!resumes) {
                last = at(event);
            }
        } else if (event.type().equals("resync")) {
            resyncs++;
            mustResync = false;
            last = Math.max(last, at(event));
        } else if (event.type().startsWith("handoff_")) {
            happened(Long.parseLong(event.data().replaceFirst("(?s).*\"sequence\":\"(\\d+)\".*", "$1")));
        }
    }

    private void happened(long sequence) {
        events++;
        Long next = happened.higher(last);
        if (sequence <= last) {
            violations.add(sequence + " again or out of order, after " + last);
        } else if (next == null || next != sequence) {
            violations.add("lost " + next + ", " + sequence + " came after " + last);
        }
        last = Math.max(last, sequence);
    }

    private long at(SseEvent event) {
        return Cursor.decode(event.id(), account).orElseThrow().sequence();
    }

    boolean hasAll() {
        return happened.isEmpty() || last >= happened.last();
    }

    long last() {
        return last;
    }

    long events() {
        return events;
    }

    long resyncs() {
        return resyncs;
    }

    List<String> violations() {
        return List.copyOf(violations);
    }
}
