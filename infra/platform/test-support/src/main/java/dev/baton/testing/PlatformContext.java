package dev.baton.testing;

import dev.baton.testing.engines.TestDatabase;
import dev.baton.testing.engines.TestEngines;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.test.context.support.TestPropertySourceUtils;

/** Applies {@link PlatformTest}; being a record, it lets tests that want the same share a cached context. */
record PlatformContext(String database, boolean kafka) implements ContextCustomizer {
    @Override
    public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration merged) {
        Map<String, Object> settings = new HashMap<>(TestTokens.properties());
        if (!database.isEmpty()) {
            TestDatabase created = TestDatabase.create(database);
            settings.putAll(created.properties());
            context.getBeanFactory().registerSingleton("testDatabase", created);
        }
        if (kafka) {
            settings.put("spring.kafka.bootstrap-servers", TestEngines.kafkaBootstrapServers());
        }
        context.getBeanFactory().registerSingleton("clock", new MutableClock());
        addBelowTheTestsOwn(context.getEnvironment().getPropertySources(), settings);
    }

    private static void addBelowTheTestsOwn(MutablePropertySources sources, Map<String, Object> settings) {
        MapPropertySource source = new MapPropertySource("platform-test", settings);
        String own = TestPropertySourceUtils.INLINED_PROPERTIES_PROPERTY_SOURCE_NAME;
        if (sources.contains(own)) {
            sources.addAfter(own, source);
        } else {
            sources.addFirst(source);
        }
    }

    static final class Factory implements ContextCustomizerFactory {
        @Override
        public @Nullable ContextCustomizer createContextCustomizer(Class<?> testClass,
                List<ContextConfigurationAttributes> attributes) {
            PlatformTest wanted = AnnotatedElementUtils.findMergedAnnotation(testClass, PlatformTest.class);
            return wanted == null ? null : new PlatformContext(wanted.database(), wanted.kafka());
        }
    }
}
