package dev.baton.platform.problem;

import io.micrometer.tracing.Tracer;
import java.util.List;
import java.util.random.RandomGenerator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** Makes every error of a service an RFC 9457 problem (acceptance W3, T4). */
@AutoConfiguration(after = JacksonAutoConfiguration.class, before = ErrorMvcAutoConfiguration.class)
public class ProblemAutoConfiguration {
    @Bean
    ProblemWriter problemWriter(JsonMapper json, ObjectProvider<Tracer> tracer, RandomGenerator random) {
        return new ProblemWriter(json, new TraceId(tracer.getIfAvailable(() -> Tracer.NOOP), random));
    }

    @Bean
    ProblemResolver problemResolver(ProblemWriter problems) {
        return new ProblemResolver(problems);
    }

    @Bean
    ProblemErrorController problemErrorController(ProblemWriter problems, ProblemResolver resolver) {
        return new ProblemErrorController(problems, resolver);
    }

    // Last, so that no other customizer puts Tomcat's own report in front of it.
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemValve(ProblemWriter problems) {
        return tomcat -> tomcat.addContextCustomizers(context -> context.getParent()
                .getPipeline()
                .addValve(new ProblemValve(problems)));
    }

    @Bean
    WebMvcConfigurer problemsFirst(ProblemResolver problems) {
        return new WebMvcConfigurer() {
            @Override
            public void extendHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {
                resolvers.addFirst(problems);
            }
        };
    }
}
