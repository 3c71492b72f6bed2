package io.shanmen.server.ticketing.keys;

import io.shanmen.ciphers.Ciphers;
import io.shanmen.kernel.ticketcode.Suites;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class KeyConfiguration {

  @Bean
  Suites ticketSuites() {
    return Ciphers.suites();
  }
}
