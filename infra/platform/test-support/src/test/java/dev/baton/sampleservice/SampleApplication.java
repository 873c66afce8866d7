package dev.baton.sampleservice;

public final class SampleApplication {}
