package dev.baton.notification.delivery.sending;

import dev.baton.notification.HelpDesks;
import dev.baton.notification.NotificationTest;
import dev.baton.notification.channel.email.ScriptedRelay;
import dev.baton.notification.channel.webhook.ScriptedChat;
import dev.baton.testing.MutableClock;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;

/** The worker is stopped: each test takes the steps of the engine itself, and moves the time between them. */
@NotificationTest
@ExtendWith(WorkerStopped.class)
abstract class StepByStep {
    @Autowired
    HelpDesks desks;
    @Autowired
    ScriptedRelay relay;
    @Autowired
    ScriptedChat chat;
    @Autowired
    MutableClock clock;
    @Autowired
    AutowireCapableBeanFactory beans;

    Engine engine;

    @Autowired
    void takeTheEngineApart() {
        engine = beans.createBean(Engine.class);
    }
}
