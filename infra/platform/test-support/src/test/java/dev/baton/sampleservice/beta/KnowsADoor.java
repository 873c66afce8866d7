package dev.baton.sampleservice.beta;

import dev.baton.sampleservice.alpha.web.AlphaDoor;

final class KnowsADoor {
    final AlphaDoor door = new AlphaDoor();
}
