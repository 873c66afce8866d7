package dev.baton.platform.security;

import dev.baton.platform.problem.ProblemAutoConfiguration;
import dev.baton.platform.problem.ProblemWriter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Every route needs a token unless a bean of {@link OpenRoutes} says otherwise. */
@AutoConfiguration(before = ServletWebSecurityAutoConfiguration.class, after = ProblemAutoConfiguration.class)
@EnableConfigurationProperties(SecurityProperties.class)
class SecurityAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    AccessTokens accessTokens(SecurityProperties settings, Clock clock,
            ObjectProvider<OAuth2TokenValidator<Jwt>> rules) {
        return new AccessTokens(settings, clock, rules.orderedStream().toList());
    }

    @Bean
    @ConditionalOnMissingBean
    JwtDecoder jwtDecoder(AccessTokens tokens) {
        return tokens.decoder();
    }

    @Bean
    SecurityProblems securityProblems(ProblemWriter problems) {
        return new SecurityProblems(problems);
    }

    // A span and two timers around every filter of every request said nothing that the request's own do not.
    @Bean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    // Beside its own rules for paths and headers: a control character in a parameter is no better than one in a body.
    @Bean
    HttpFirewall httpFirewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowedParameterValues(
                value -> value == null || value.chars().noneMatch(Character::isISOControl));
        return firewall;
    }

    // On the management port, where probes and Prometheus read without a token.
    @Bean
    @Order(1)
    SecurityFilterChain managementSecurity(HttpSecurity http, SecurityProblems problems) {
        http.securityMatcher(EndpointRequest.toAnyEndpoint());
        http.authorizeHttpRequests(
                requests -> requests.requestMatchers(ManagementAccess::isAllowed).permitAll().anyRequest().denyAll());
        http.exceptionHandling(failures -> failures
                .authenticationEntryPoint((request, response, anonymous) -> problems.handle(request, response,
                        new AccessDeniedException("of the machine itself only", anonymous))));
        statelessOnly(http);
        return http.build();
    }

    @Bean
    @Order(100)
    SecurityFilterChain apiSecurity(HttpSecurity http, SecurityProperties settings, SecurityProblems problems,
            ObjectProvider<OpenRoutes> open) {
        List<OpenRoutes> openRoutes = open.orderedStream().toList();
        http.authorizeHttpRequests(requests -> requests
                .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                .permitAll()
                .requestMatchers(request -> isOpen(openRoutes, request))
                .permitAll()
                .anyRequest()
                .authenticated());
        http.oauth2ResourceServer(server -> server
                .jwt(jwt -> jwt.jwtAuthenticationConverter(ActorAuthentication::of))
                .bearerTokenResolver(unlessOpen(openRoutes))
                .authenticationEntryPoint(problems)
                .accessDeniedHandler(problems)
                .withObjectPostProcessor(failingInto(problems)));
        http.exceptionHandling(failures -> failures.authenticationEntryPoint(problems).accessDeniedHandler(problems));
        http.headers(headers -> headers
                .contentSecurityPolicy(policy -> policy.policyDirectives(settings.contentSecurityPolicy()))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER)));
        http.addFilterAfter(new TenantFilter(), AuthorizationFilter.class);
        statelessOnly(http);
        return http.build();
    }

    @Bean
    WebMvcConfigurer actors() {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry interceptors) {
                interceptors.addInterceptor(new RoleCheck());
            }

            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new ActorArgument());
            }
        };
    }

    private static void statelessOnly(HttpSecurity http) {
        // CSRF needs a credential that the browser attaches by itself. The bearer token is none; the refresh cookie is
        // SameSite=Strict and only rotates itself.
        http.csrf(AbstractHttpConfigurer::disable);
        http.sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
        http.requestCache(AbstractHttpConfigurer::disable);
        http.logout(AbstractHttpConfigurer::disable);
    }

    private static boolean isOpen(List<OpenRoutes> open, HttpServletRequest request) {
        return open.stream().anyMatch(routes -> routes.contains(request));
    }

    // A stale token must not keep anybody from signing in.
    private static BearerTokenResolver unlessOpen(List<OpenRoutes> open) {
        return request -> isOpen(open, request)
                ? null
                : BearerToken.of(request.getHeader(HttpHeaders.AUTHORIZATION)).orElse(null);
    }

    private static ObjectPostProcessor<BearerTokenAuthenticationFilter> failingInto(SecurityProblems problems) {
        return new ObjectPostProcessor<>() {
            @Override
            public <F extends BearerTokenAuthenticationFilter> F postProcess(F filter) {
                filter.setAuthenticationFailureHandler(problems);
                return filter;
            }
        };
    }
}
