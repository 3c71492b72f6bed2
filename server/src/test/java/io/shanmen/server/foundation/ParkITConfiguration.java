package io.shanmen.server.foundation;

import io.shanmen.server.postgres.TestPostgres;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistrar;

@TestConfiguration(proxyBeanMethods = false)
class ParkITConfiguration {

  @Bean
  DynamicPropertyRegistrar testDatabase() {
    return properties ->
        TestPostgres.settings().forEach((name, value) -> properties.add(name, () -> value));
  }

  @Bean
  TestClock testClock() {
    return new TestClock();
  }
}
