package dev.baton.gateway.subscription.web;

import dev.baton.gateway.subscription.Admissions;
import dev.baton.gateway.subscription.StreamProperties;
import dev.baton.platform.problem.ProblemWriter;
import java.time.Clock;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The cookie's place in the web server; its exact path goes before the edge's pattern. */
@Configuration(proxyBeanMethods = false)
class StreamCookieConfiguration {
    @Bean
    ServletRegistrationBean<StreamCookieServlet> streamCookieServlet(Admissions admissions,
            StreamProperties properties, ProblemWriter problems, Clock clock) {
        ServletRegistrationBean<StreamCookieServlet> servlet = new ServletRegistrationBean<>(
                new StreamCookieServlet(admissions, new StreamCookie(properties.secureCookie()), problems, clock),
                StreamCookie.DOOR);
        servlet.setName("stream-cookie");
        return servlet;
    }
}
