package dev.baton.analytics;

import dev.baton.testing.TestTokens;
import dev.baton.testing.engines.TestDatabase;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A replica of the service beside, or without, that of the test's context. */
@NullMarked
public final class Replica {
    private Replica() {}

    public static ConfigurableApplicationContext start(TestDatabase database, String kafka,
            Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(database.properties());
        all.putAll(TestTokens.properties());
        all.put("spring.kafka.bootstrap-servers", kafka);
        all.put("server.port", "0");
        all.putAll(settings);
        return new SpringApplicationBuilder(AnalyticsServiceApplication.class).run(all.entrySet()
                .stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new));
    }
}
