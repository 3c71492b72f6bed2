package io.shanmen.server.foundation;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

@TestConfiguration(proxyBeanMethods = false)
class ParkITConfiguration {

  @Bean
  TestClock testClock() {
    return new TestClock();
  }
}
