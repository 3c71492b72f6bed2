package io.shanmen.server.foundation;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.InstantSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
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

  @Bean
  GroupCommit.Ground groupCommitGround(
      PlatformTransactionManager transactions, MeterRegistry meters) {
    return new GroupCommit.Ground(transactions, meters);
  }
}
