package io.shanmen.server.admission;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.DynamicPropertyRegistrar;

/** Keeps admission's janitor from acting of its own accord; tests call what they want done. */
@Configuration(proxyBeanMethods = false)
class QuietJanitor {

  @Bean
  static DynamicPropertyRegistrar admissionJanitorSleeps() {
    return properties -> {
      properties.add("shanmen.admission.expire-every", () -> "1d");
      properties.add("shanmen.admission.refresh-every", () -> "1d");
      properties.add("shanmen.admission.close-days-every", () -> "1d");
    };
  }
}
