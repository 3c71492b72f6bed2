package io.shanmen.server.tls;

import java.util.concurrent.TimeUnit;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleRegistry;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStore;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Shows a renewed certificate without a restart: one that the park's authority issued in time, or
 * the park's own whose files were replaced.
 */
@Component
@ConditionalOnBooleanProperty(name = "server.ssl.enabled", matchIfMissing = true)
class Renewal {
  /** Named by {@code server.ssl.bundle}. */
  static final String BUNDLE = "park";

  private final HttpsCertificate certificate;
  private final SslBundleRegistry bundles;
  private Certified shown;

  Renewal(HttpsCertificate certificate, SslBundleRegistry bundles) {
    this.certificate = certificate;
    this.bundles = bundles;
    this.shown = certificate.current();
  }

  static SslBundle bundle(Certified certified) {
    SslStoreBundle stores =
        new PemSslStoreBundle(PemSslStore.of(certified.chain(), certified.key()), null);
    return SslBundle.of(stores);
  }

  @Scheduled(initialDelay = 12, fixedDelay = 12, timeUnit = TimeUnit.HOURS)
  synchronized void renewIfDue() {
    Certified now = certificate.current();
    if (!now.chain().equals(shown.chain())) {
      bundles.updateBundle(BUNDLE, bundle(now));
      shown = now;
    }
  }
}
