package dev.baton.sampleservice.alpha;

import dev.baton.sampleservice.alpha.inner.Secret;

public final class Alpha {
    final Secret secret = new Secret();
}
