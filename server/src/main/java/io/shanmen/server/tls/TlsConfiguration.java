package io.shanmen.server.tls;

import io.shanmen.server.host.DataFolder;
import java.time.InstantSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.ssl.SslBundleRegistrar;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TlsSettings.class)
@EnableScheduling
class TlsConfiguration {
  @Bean
  HttpsCertificate httpsCertificate(
      TlsSettings settings, DataFolder dataFolder, InstantSource clock) {
    return new HttpsCertificate(settings, dataFolder, clock);
  }

  @Bean
  @ConditionalOnBooleanProperty(name = "server.ssl.enabled", matchIfMissing = true)
  SslBundleRegistrar serverCertificate(HttpsCertificate certificate) {
    return bundles -> bundles.registerBundle(Renewal.BUNDLE, Renewal.bundle(certificate.current()));
  }
}
