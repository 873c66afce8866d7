package dev.baton.gateway.feed;

/** Where a record stands in its account's events, and in its partition. */
record RecordPlace(long epoch, long sequence, long offset) {}
