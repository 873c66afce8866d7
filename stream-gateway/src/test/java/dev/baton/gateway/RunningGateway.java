package dev.baton.gateway;

import dev.baton.gateway.feed.AccountLogs;
import dev.baton.gateway.feed.PartitionScan;
import dev.baton.gateway.past.Missed;
import dev.baton.gateway.past.PastEvents;
import dev.baton.gateway.subscription.web.StreamServer;
import dev.baton.testing.MutableClock;
import dev.baton.testing.RecordedSpans;
import dev.baton.testing.TestTokens;
import dev.baton.testing.engines.TestEngines;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.awaitility.Awaitility;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;

/** A replica of the service in this JVM, on free ports. */
public record RunningGateway(ConfigurableApplicationContext context) implements AutoCloseable {
    private static final class First {
        static final RunningGateway RUNNING = start(Map.of()).awaitCaughtUp();
    }

    private static final class Second {
        static final RunningGateway RUNNING = start(Map.of()).awaitCaughtUp();
    }

    /** One that all tests share; they stay apart by their accounts. */
    public static RunningGateway first() {
        return First.RUNNING;
    }

    /** Another replica beside {@link #first}. */
    public static RunningGateway second() {
        return Second.RUNNING;
    }

    /** A replica of the test's own. */
    public static RunningGateway start(Map<String, ?> settings) {
        return start(settings, PastEvents::read);
    }

    /** One whose reader of the past is asked in this way. */
    public static RunningGateway start(Map<String, ?> settings, BiConsumer<PastEvents, Missed> past) {
        Map<String, Object> all = new HashMap<>(TestTokens.properties());
        all.put("spring.kafka.bootstrap-servers", TestEngines.kafkaBootstrapServers());
        all.put("server.port", 0);
        all.put("management.server.port", 0);
        // The engines for tests bring JDBC; the service itself has none.
        all.put("spring.autoconfigure.exclude",
                "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration");
        all.put("logging.structured.format.console", "");
        all.put("baton.gateway.stream.port", 0);
        // A machine that stands still for two seconds is no reason for a resync here.
        all.put("baton.gateway.stream.ahead-wait", "8s");
        all.put("baton.gateway.stream.past-wait", "8s");
        all.putAll(settings);
        return new RunningGateway(new SpringApplicationBuilder(StreamGatewayApplication.class)
                .initializers(context -> {
                    context.getBeanFactory().registerSingleton("clock", new MutableClock());
                    context.getBeanFactory().registerSingleton("recordedSpans", new RecordedSpans());
                    context.getBeanFactory().addBeanPostProcessor(new AskedThrough(past));
                })
                .run(all.entrySet()
                        .stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new)));
    }

    private record AskedThrough(BiConsumer<PastEvents, Missed> past) implements BeanPostProcessor {
        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            if (!(bean instanceof PastEvents real)) {
                return bean;
            }
            return Proxy.newProxyInstance(PastEvents.class.getClassLoader(),
                    new Class<?>[]{PastEvents.class, SmartLifecycle.class}, (proxy, method, arguments) -> {
                        if (method.getName().equals("read")) {
                            past.accept(real, (Missed) arguments[0]);
                            return null;
                        }
                        return method.invoke(real, arguments);
                    });
        }
    }

    public double counter(String name, String... tags) {
        return context.getBean(MeterRegistry.class).get(name).tags(tags).counter().count();
    }

    public double gauge(String name) {
        return context.getBean(MeterRegistry.class).get(name).gauge().value();
    }

    /** Until then streams are told to come back later. */
    public RunningGateway awaitCaughtUp() {
        AccountLogs logs = context.getBean(AccountLogs.class);
        Awaitility.await()
                .until(() -> logs.topic() != null
                        && logs.topic().partitions().stream().allMatch(PartitionScan::caughtUp));
        return this;
    }

    public int streamPort() {
        return context.getBean(StreamServer.class).port();
    }

    public int httpPort() {
        return ((WebServerApplicationContext) context).getWebServer().getPort();
    }

    public int managementPort() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.management.port"));
    }

    public MutableClock clock() {
        return context.getBean(MutableClock.class);
    }

    public RecordedSpans spans() {
        return context.getBean(RecordedSpans.class);
    }

    @Override
    public void close() {
        context.close();
    }
}
