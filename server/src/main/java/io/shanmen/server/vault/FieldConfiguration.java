package io.shanmen.server.vault;

import io.shanmen.server.foundation.Unfinished;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class FieldConfiguration {

  /** A key that is lost retires for ever: the alarm says so until its values were given anew. */
  @Bean
  Unfinished retiringDataKeys() {
    return new Unfinished(
        "DATA_KEY_RETIRING",
        "数据密钥轮换未完成",
        "Data keys whose values are being sealed anew",
        Duration.ofHours(1),
        """
        SELECT count(*) AS number, min(retiring_at) AS since
        FROM vault.data_key WHERE state = 'RETIRING'
        """);
  }
}
