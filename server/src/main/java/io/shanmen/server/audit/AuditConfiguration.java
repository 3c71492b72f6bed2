package io.shanmen.server.audit;

import io.shanmen.server.host.DataFolder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

  @Bean
  Anchors auditAnchors(DataFolder folder) {
    return Anchors.in(folder.path());
  }

  @Bean
  AuditVerification auditVerification(JdbcClient jdbc, Anchors anchors) {
    return new AuditVerification(jdbc, anchors);
  }
}
