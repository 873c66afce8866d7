package dev.baton.gateway.feed;

/** Where a record stands in its account's events, and in its partition. */
public record RecordPlace(long epoch, long sequence, int partition, long offset) {}
