package dev.baton.sampleservice.beta;

final class Sleeps {
    void work() throws InterruptedException {
        Thread.sleep(1);
    }
}
