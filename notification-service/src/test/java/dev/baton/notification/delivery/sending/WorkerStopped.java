package dev.baton.notification.delivery.sending;

import dev.baton.notification.HelpDesks;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** For an {@link ExtendWith}: no delivery is left and nobody takes any, so that a test takes the steps itself. */
public class WorkerStopped implements BeforeEachCallback, AfterEachCallback {
    @Override
    public void beforeEach(ExtensionContext test) throws Exception {
        bean(test, DeliveryWorker.class).stop();
        bean(test, HelpDesks.class).forgetAll();
    }

    @Override
    public void afterEach(ExtensionContext test) {
        bean(test, DeliveryWorker.class).start();
    }

    private static <T> T bean(ExtensionContext test, Class<T> type) {
        return SpringExtension.getApplicationContext(test).getBean(type);
    }
}
