package dev.baton.platform.web;

import dev.baton.platform.problem.ProblemAutoConfiguration;
import dev.baton.platform.problem.ProblemWriter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jackson.autoconfigure.JsonFactoryBuilderCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/** The bounds and the JSON of every HTTP door. */
@AutoConfiguration(after = ProblemAutoConfiguration.class)
@EnableConfigurationProperties(WebProperties.class)
class WebAutoConfiguration {
    // After the observation of the request, so that its problems have a trace id; before everything that reads.
    private static final int EARLY = Ordered.HIGHEST_PRECEDENCE + 100;

    @Bean
    JsonFactoryBuilderCustomizer boundedJson(WebProperties limits) {
        return factory -> StrictJson.bound(factory, limits);
    }

    @Bean
    JsonMapperBuilderCustomizer strictJson() {
        return StrictJson::configure;
    }

    @Bean
    FilterRegistrationBean<BodyLimit> bodyLimit(WebProperties limits, ProblemWriter problems) {
        FilterRegistrationBean<BodyLimit> filter = new FilterRegistrationBean<>(
                new BodyLimit(limits.maxBodyBytes(), problems));
        filter.setOrder(EARLY);
        return filter;
    }
}
