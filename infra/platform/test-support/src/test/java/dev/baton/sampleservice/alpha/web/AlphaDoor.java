package dev.baton.sampleservice.alpha.web;

import dev.baton.sampleservice.alpha.Alpha;

public final class AlphaDoor {
    final Alpha alpha = new Alpha();
}
