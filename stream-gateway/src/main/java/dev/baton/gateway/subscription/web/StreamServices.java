package dev.baton.gateway.subscription.web;

import dev.baton.gateway.feed.AccountLogs;
import dev.baton.gateway.past.PastEvents;
import dev.baton.gateway.subscription.Admissions;
import dev.baton.gateway.subscription.Seats;
import dev.baton.gateway.subscription.StreamMetrics;
import dev.baton.gateway.subscription.StreamProperties;
import java.time.Clock;

/** What every stream of this replica uses. */
record StreamServices(AccountLogs logs, PastEvents past, Admissions admissions, Seats seats,
        StreamProperties properties, StreamMetrics metrics, ControlBlocks blocks, StreamCookie cookie, Clock clock) {}
