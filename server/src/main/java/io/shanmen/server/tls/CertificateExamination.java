package io.shanmen.server.tls;

import io.shanmen.server.host.DataFolder;
import io.shanmen.server.host.Examination;
import io.shanmen.server.host.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** How long the server's certificate and its authority still hold. */
public final class CertificateExamination implements Examination {
  private static final long FEW_DAYS = 30;

  private final InstantSource clock;

  public CertificateExamination(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public List<Finding> examine(Environment settings) {
    TlsSettings chosen = Binder.get(settings).bindOrCreate("shanmen.tls", TlsSettings.class);
    if (chosen.certificate() != null) {
      return List.of(remaining("certificate (the park's own)", chosen.certificate()));
    }
    Path folder = DataFolder.at(settings).resolve(HttpsCertificate.FOLDER);
    Path authority = ParkAuthority.certificateFile(folder);
    if (!Files.exists(authority)) {
      return List.of(Finding.well("certificate", "not made yet: the first start makes it"));
    }
    List<Finding> findings = new ArrayList<>();
    findings.add(remaining("certificate", HttpsCertificate.certificateFile(folder)));
    findings.add(remaining("authority", authority));
    findings.add(Finding.well("authority", "SHA-256 " + fingerprint(authority)));
    return findings;
  }

  private Finding remaining(String subject, Path file) {
    if (!Files.isReadable(file)) {
      return Finding.bad(subject, file + " cannot be read");
    }
    X509Certificate certificate = Certified.readCertificates(file).getFirst();
    Instant end = certificate.getNotAfter().toInstant();
    long days = Duration.between(clock.instant(), end).toDays();
    String detail = "%d days left%s".formatted(days, names(certificate));
    if (clock.instant().isAfter(end)) {
      return Finding.bad(subject, "expired at " + end);
    }
    return days < FEW_DAYS ? Finding.watch(subject, detail) : Finding.well(subject, detail);
  }

  private static String names(X509Certificate certificate) {
    Set<ServerName> names = ServerName.certifiedBy(certificate);
    return names.isEmpty() ? "" : ", for " + names;
  }

  private static String fingerprint(Path file) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(Certified.readCertificates(file).getFirst().getEncoded());
      return HexFormat.ofDelimiter(":").formatHex(hash).toUpperCase(Locale.ROOT);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
