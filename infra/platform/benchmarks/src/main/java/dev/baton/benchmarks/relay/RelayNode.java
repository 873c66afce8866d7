package dev.baton.benchmarks.relay;

import dev.baton.benchmarks.platform.Stage;
import dev.baton.database.DatabaseRole;
import dev.baton.database.ServiceDatabase;
import dev.baton.launcher.topology.Topology;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** A replica in this process that has an outbox and its relay, configured as in the services, and nothing else. */
@SpringBootConfiguration
// Nobody signs in here.
@EnableAutoConfiguration(excludeName = "dev.baton.platform.security.SecurityAutoConfiguration")
public class RelayNode {
    static final String DATABASE = ServiceDatabase.HANDOFF.name();

    @Bean
    RelayStart relayStart() {
        return new RelayStart();
    }

    /** Makes the tables; nothing is published. */
    static void prepare(Stage stage) {
        start(stage, true).close();
    }

    /** A relay that publishes; the tables are made where they are missing. */
    public static ConfigurableApplicationContext start(Stage stage) {
        return start(stage, false);
    }

    private static ConfigurableApplicationContext start(Stage stage, boolean hold) {
        Map<String, Object> settings = database(stage.topology());
        settings.put("spring.kafka.bootstrap-servers", RawKafka.bootstrapServers(stage));
        settings.put("spring.liquibase.change-log", "classpath:db/benchmark/outbox-only.yaml");
        settings.put("spring.main.banner-mode", "off");
        settings.put("logging.level.root", "warn");
        settings.put("baton.messaging.outbox.enabled", true);
        settings.put("baton.messaging.outbox.hold", hold);
        return new SpringApplicationBuilder(RelayNode.class).web(WebApplicationType.NONE).properties(settings).run();
    }

    private static Map<String, Object> database(Topology topology) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("spring.datasource.url", topology.databases().server().url(DATABASE));
        settings.put("spring.datasource.username", DatabaseRole.APP.nameIn(DATABASE));
        settings.put("spring.datasource.password", password(topology, DatabaseRole.APP));
        settings.put("spring.liquibase.user", DatabaseRole.MIGRATOR.nameIn(DATABASE));
        settings.put("spring.liquibase.password", password(topology, DatabaseRole.MIGRATOR));
        for (DatabaseRole role : new DatabaseRole[]{DatabaseRole.RELAY, DatabaseRole.WORKER}) {
            String prefix = "baton.database." + role.name().toLowerCase(Locale.ROOT);
            settings.put(prefix + ".username", role.nameIn(DATABASE));
            settings.put(prefix + ".password", password(topology, role));
        }
        for (DatabaseRole role : DatabaseRole.values()) {
            settings.put("spring.liquibase.parameters." + role.name().toLowerCase(Locale.ROOT), role.nameIn(DATABASE));
        }
        return settings;
    }

    private static String password(Topology topology, DatabaseRole role) {
        return topology.secrets().of(role.nameIn(DATABASE));
    }
}
