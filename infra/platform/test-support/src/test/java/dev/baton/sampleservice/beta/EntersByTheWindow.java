package dev.baton.sampleservice.beta;

import dev.baton.sampleservice.alpha.inner.Secret;

final class EntersByTheWindow {
    final Secret secret = new Secret();
}
