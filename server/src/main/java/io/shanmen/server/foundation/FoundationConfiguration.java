package io.shanmen.server.foundation;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.InstantSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

@Configuration(proxyBeanMethods = false)
class FoundationConfiguration {

  @Bean
  @ConditionalOnMissingBean
  InstantSource clock() {
    return Clock.systemUTC();
  }

  /**
   * Records are written by their components, not by the questions they answer ({@code isFixed}).
   */
  @Bean
  JsonMapperBuilderCustomizer componentsOnly() {
    return json ->
        json.changeDefaultVisibility(
            visibility -> visibility.withIsGetterVisibility(JsonAutoDetect.Visibility.NONE));
  }

  @Bean
  GroupCommit.Ground groupCommitGround(
      PlatformTransactionManager transactions, MeterRegistry meters) {
    return new GroupCommit.Ground(transactions, meters);
  }
}
