package dev.baton.gateway.edge.web;

import dev.baton.gateway.edge.Routes;
import dev.baton.platform.problem.ProblemWriter;
import dev.baton.platform.security.OpenRoutes;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The proxy's place in the web server. */
@Configuration(proxyBeanMethods = false)
class EdgeConfiguration {
    @Bean
    ServletRegistrationBean<EdgeServlet> edgeServlet(Routes routes, RestProxy rest, StreamProxy streams,
            OutgoingTrace trace, ProblemWriter problems) {
        ServletRegistrationBean<EdgeServlet> servlet = new ServletRegistrationBean<>(
                new EdgeServlet(routes, rest, streams, trace, problems), "/api/*", "/.well-known/*", "/dev/*");
        servlet.setName("edge");
        return servlet;
    }

    /** The services behind check every token themselves, and the console is public. */
    @Bean
    OpenRoutes everything() {
        return OpenRoutes.of("/**");
    }
}
