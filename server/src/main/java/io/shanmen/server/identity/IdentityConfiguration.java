package io.shanmen.server.identity;

import io.shanmen.server.vault.SealedColumn;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The columns that this room seals. */
@Configuration(proxyBeanMethods = false)
class IdentityConfiguration {

  @Bean
  SealedColumn sealedOperatorName() {
    return SealedNames.NAME;
  }

  @Bean
  SealedColumn sealedSignInName() {
    return SealedNames.SIGN_IN_NAME;
  }

  @Bean
  SealedColumn sealedFormerName() {
    return SealedNames.FORMER_NAME;
  }
}
