package dev.baton.sampleservice.alpha.inner;

public final class Secret {}
