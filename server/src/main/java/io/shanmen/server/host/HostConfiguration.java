package io.shanmen.server.host;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
class HostConfiguration {
  @Bean
  DataFolder dataFolder(Environment settings) {
    return DataFolder.take(DataFolder.at(settings));
  }
}
