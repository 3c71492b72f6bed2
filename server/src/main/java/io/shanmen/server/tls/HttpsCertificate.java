package io.shanmen.server.tls;

import io.shanmen.server.host.CannotStart;
import io.shanmen.server.host.DataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate that the server shows: the park's own authority issues and renews it, unless the
 * park brings one.
 */
public final class HttpsCertificate {
  /** Where authority and certificate are inside the data folder. */
  static final String FOLDER = "tls";

  private static final Logger LOG = LoggerFactory.getLogger(HttpsCertificate.class);
  private static final Duration RENEWED_BEFORE_EXPIRY = Duration.ofDays(60);

  private final TlsSettings settings;
  private final Path folder;
  private final InstantSource clock;

  HttpsCertificate(TlsSettings settings, DataFolder dataFolder, InstantSource clock) {
    this.settings = settings;
    this.folder = dataFolder.path().resolve(FOLDER);
    this.clock = clock;
  }

  /** The certificate to show from now on, issued anew if it is due. */
  Certified current() {
    Path certificate = settings.certificate();
    Path privateKey = settings.privateKey();
    if (certificate == null && privateKey == null) {
      return ownAuthoritys();
    }
    if (certificate == null || privateKey == null) {
      throw new CannotStart(
          "A certificate of the park's own needs both shanmen.tls.certificate and shanmen.tls.private-key.");
    }
    return brought(certificate, privateKey);
  }

  /** The certificate of the park's own authority, in PEM; nothing if the park brings its own. */
  Optional<String> authority() {
    Path file = ParkAuthority.certificateFile(folder);
    try {
      return settings.certificate() == null && Files.exists(file)
          ? Optional.of(Files.readString(file))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path certificateFile(Path folder) {
    return folder.resolve("server.crt");
  }

  private static Path keyFile(Path folder) {
    return folder.resolve("server.key");
  }

  private Certified ownAuthoritys() {
    Set<ServerName> names = new LinkedHashSet<>(ServerName.ofThisMachine());
    settings.names().stream().map(ServerName::of).forEach(names::add);
    Instant now = clock.instant();
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ParkAuthority authority = ParkAuthority.in(folder, now);
    if (Files.exists(certificateFile(folder)) && Files.exists(keyFile(folder))) {
      Certified kept = Certified.read(certificateFile(folder), keyFile(folder));
      if (isGood(kept, authority, names, now)) {
        return kept;
      }
    }
    Certified issued = authority.certify(names, now);
    issued.write(certificateFile(folder), keyFile(folder));
    LOG.info("The park's authority issued a certificate for {}", names);
    return issued;
  }

  /** A crash between writing the two files leaves a key that does not fit. */
  private static boolean isGood(
      Certified kept, ParkAuthority authority, Set<ServerName> names, Instant now) {
    return kept.fits()
        && kept.chain().getLast().equals(authority.certificate())
        && now.plus(RENEWED_BEFORE_EXPIRY).isBefore(kept.certificate().getNotAfter().toInstant())
        && ServerName.certifiedBy(kept.certificate()).containsAll(names);
  }

  private static Certified brought(Path certificate, Path privateKey) {
    Certified brought;
    try {
      brought = Certified.read(certificate, privateKey);
    } catch (RuntimeException e) {
      throw new CannotStart(
          "The certificate %s and its key %s cannot be read as PEM: %s"
              .formatted(certificate, privateKey, e.getMessage()),
          e);
    }
    if (!brought.fits()) {
      throw new CannotStart(
          "The key %s is not that of the certificate %s.".formatted(privateKey, certificate));
    }
    return brought;
  }
}
