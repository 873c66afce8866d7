package dev.baton.sampleservice.beta;

final class Prints {
    void work() {
        System.out.println();
    }
}
