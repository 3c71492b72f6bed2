package io.shanmen.server.identity;

import io.shanmen.kernel.outcome.Refusal;
import io.shanmen.server.foundation.FoundationProblem;
import io.shanmen.server.foundation.StrictText;
import java.util.List;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.security.web.servletapi.SecurityContextHolderAwareRequestFilter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Everything between the wire and a controller: limits, origins, sessions, headers, and the
 * interceptor that keeps what says nothing closed.
 */
@Configuration(proxyBeanMethods = false)
class WebSecurity implements WebMvcConfigurer {

  /**
   * Scripts, styles and everything else come from this server only, and nothing stands inline.
   * {@code blob:} is for printing a PDF that was fetched with the session's cookie.
   */
  static final String CONTENT_POLICY =
      String.join(
          "; ",
          "default-src 'self'",
          "script-src 'self'",
          "style-src 'self'",
          "img-src 'self' data: blob:",
          "font-src 'self' data:",
          "connect-src 'self'",
          "frame-src 'self' blob:",
          "object-src 'none'",
          "base-uri 'none'",
          "form-action 'self'",
          "frame-ancestors 'self'");

  static {
    SpringDocUtils.getConfig().addRequestWrapperToIgnore(SignedIn.class, SignedInDevice.class);
  }

  private final AccessInterceptor access;

  WebSecurity(AccessInterceptor access) {
    this.access = access;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    // The API's description is for whoever writes a client; it has no annotation of ours.
    registry.addInterceptor(access).excludePathPatterns("/v3/api-docs", "/v3/api-docs.yaml");
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(new SignedInResolver());
  }

  @Bean
  SecurityFilterChain securityFilterChain(
      HttpSecurity http, Sessions sessions, ProblemWriter problems) throws Exception {
    return http.csrf(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .anonymous(AbstractHttpConfigurer::disable)
        .requestCache(cache -> cache.requestCache(new NullRequestCache()))
        .sessionManagement(web -> web.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .headers(WebSecurity::headers)
        .exceptionHandling(
            handling ->
                handling.accessDeniedHandler(
                    (request, response, denied) ->
                        problems.write(Refusal.of(FoundationProblem.NOT_FOUND), request, response)))
        .addFilterBefore(
            new BodyLimitFilter(problems), SecurityContextHolderAwareRequestFilter.class)
        .addFilterBefore(new OriginFilter(problems), SecurityContextHolderAwareRequestFilter.class)
        .addFilterBefore(
            new SessionFilter(sessions, problems), SecurityContextHolderAwareRequestFilter.class)
        .authorizeHttpRequests(
            requests ->
                requests
                    // Controllers: the interceptor decides.
                    .requestMatchers("/api/**", "/error")
                    .permitAll()
                    .requestMatchers(HttpMethod.GET, "/actuator/health/**")
                    .permitAll()
                    .requestMatchers("/actuator/**")
                    .denyAll()
                    // Screens, the park's certificate, the API's description.
                    .requestMatchers(HttpMethod.GET, "/**")
                    .permitAll()
                    .requestMatchers(HttpMethod.HEAD, "/**")
                    .permitAll()
                    .anyRequest()
                    .denyAll())
        .build();
  }

  private static void headers(HeadersConfigurer<HttpSecurity> headers) {
    headers
        .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
        .frameOptions(HeadersConfigurer.FrameOptionsConfig::sameOrigin)
        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
        .permissionsPolicyHeader(
            policy -> policy.policy("camera=(), microphone=(), geolocation=(), payment=()"))
        // There is no plain-HTTP twin of this port that a browser could be lured to, and a park
        // that makes a new authority must not find its browsers locked out.
        .httpStrictTransportSecurity(HeadersConfigurer.HstsConfig::disable)
        .cacheControl(HeadersConfigurer.CacheControlConfig::disable);
  }

  /** Watching each filter by itself costs more than the filters do; requests are watched whole. */
  @Bean
  SecurityObservationSettings observations() {
    return SecurityObservationSettings.noObservations();
  }

  /** Refuses addresses with tricks, before anything looks at them. */
  @Bean
  StrictHttpFirewall firewall() {
    StrictHttpFirewall firewall = new StrictHttpFirewall();
    firewall.setAllowedParameterValues(StrictText::isClean);
    return firewall;
  }

  /** Answers those with a problem too; the headers are not written for them otherwise. */
  @Bean
  RequestRejectedHandler rejected(ProblemWriter problems) {
    return (request, response, reason) -> {
      response.setHeader("Content-Security-Policy", CONTENT_POLICY);
      response.setHeader("X-Content-Type-Options", "nosniff");
      problems.write(
          Refusal.of(FoundationProblem.MALFORMED_REQUEST, "where", "address"), request, response);
    };
  }

  /** Nobody signs in through Spring's own doors; without this it would make a user of its own. */
  @Bean
  AuthenticationManager authenticationManager() {
    return authentication -> {
      throw new AuthenticationServiceException("operators sign in at /api/sign-in");
    };
  }
}
