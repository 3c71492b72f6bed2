package io.shanmen.server.tls;

import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Tells whoever started the server where to go now. */
@Component
@ConditionalOnBooleanProperty(name = "server.ssl.enabled", matchIfMissing = true)
class ReadyMessage {
  private static final Logger LOG = LoggerFactory.getLogger(ReadyMessage.class);

  private final HttpsCertificate certificate;
  private final Environment settings;

  ReadyMessage(HttpsCertificate certificate, Environment settings) {
    this.certificate = certificate;
    this.settings = settings;
  }

  @EventListener(ApplicationReadyEvent.class)
  void tell() {
    String port = settings.getProperty("local.server.port", "");
    String addresses =
        ServerName.certifiedBy(certificate.current().certificate()).stream()
            .filter(ServerName::isWorthTyping)
            .map(name -> "https://" + name + ":" + port)
            .sorted()
            .collect(Collectors.joining("  "));
    LOG.info("山门已就绪 · Shanmen is ready: {}", addresses);
  }
}
