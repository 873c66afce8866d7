package dev.baton.sampleservice;

final class Stray {}
