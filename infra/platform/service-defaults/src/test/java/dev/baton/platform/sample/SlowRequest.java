package dev.baton.platform.sample;

import java.util.concurrent.CountDownLatch;

/** Lets a test hold one request open. */
public final class SlowRequest {
    public static final CountDownLatch STARTED = new CountDownLatch(1);
    public static final CountDownLatch RELEASED = new CountDownLatch(1);

    private SlowRequest() {}
}
