package dev.baton.sampleservice.beta;

final class BetaManager {}
