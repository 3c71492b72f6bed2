package io.shanmen.server.host;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class HostConfiguration {
  @Bean
  DataFolder dataFolder(@Value("${shanmen.data:data}") Path folder) {
    return DataFolder.take(folder);
  }
}
