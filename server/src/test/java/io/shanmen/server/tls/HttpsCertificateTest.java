package io.shanmen.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shanmen.server.host.CannotStart;
import io.shanmen.server.host.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpsCertificateTest {
  private static final Instant NOW = Instant.parse("2026-10-01T02:00:00Z");

  @TempDir Path folder;
  private @Nullable DataFolder dataFolder;

  @BeforeEach
  void take() {
    dataFolder = DataFolder.take(folder);
  }

  @AfterEach
  void release() {
    data().close();
  }

  @Test
  void theParksAuthorityCertifiesThisMachineAndTheNamesInTheSettings() throws Exception {
    Certified shown = at(NOW, "Tickets.Park.Example", "10.1.2.3").current();
    X509Certificate server = shown.certificate();
    assertThat(ServerName.certifiedBy(server))
        .contains(
            ServerName.of("localhost"),
            ServerName.of("127.0.0.1"),
            ServerName.of("::1"),
            ServerName.of("tickets.park.example"),
            ServerName.of("10.1.2.3"));
    X509Certificate authority = shown.chain().getLast();
    server.verify(authority.getPublicKey());
    authority.verify(authority.getPublicKey());
    assertThat(authority.getBasicConstraints()).isZero();
    assertThat(server.getBasicConstraints()).isEqualTo(-1);
    assertThat(shown.fits()).isTrue();
  }

  @Test
  void keysAreForTheirOwnersEyesOnly() throws IOException {
    at(NOW).current();
    for (String key : List.of("tls/ca.key", "tls/server.key")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(key))))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void theSameCertificateIsShownUntilTwoMonthsBeforeItExpires() {
    Certified first = at(NOW).current();
    assertThat(at(NOW.plus(Duration.ofDays(300))).current()).isEqualTo(first);
    Certified renewed = at(NOW.plus(Duration.ofDays(340))).current();
    assertThat(renewed.certificate()).isNotEqualTo(first.certificate());
    assertThat(renewed.chain().getLast()).isEqualTo(first.chain().getLast());
  }

  @Test
  void aNewNameIsCertifiedAtOnce() {
    Certified first = at(NOW).current();
    Certified second = at(NOW, "new.park.example").current();
    assertThat(second.certificate()).isNotEqualTo(first.certificate());
    assertThat(ServerName.certifiedBy(second.certificate()))
        .contains(ServerName.of("new.park.example"));
  }

  @Test
  void aKeyThatDoesNotFitIsReplaced() throws IOException {
    at(NOW).current();
    Files.copy(
        folder.resolve("tls/ca.key"),
        folder.resolve("tls/server.key"),
        StandardCopyOption.REPLACE_EXISTING);
    assertThat(at(NOW).current().fits()).isTrue();
  }

  @Test
  void theParksOwnCertificateIsShownAsItIsAndNoAuthorityIsGivenAway() {
    Certified brought = at(NOW, "own.park.example").current();
    Path certificate = folder.resolve("tls/server.crt");
    Path key = folder.resolve("tls/server.key");
    HttpsCertificate own =
        new HttpsCertificate(
            new TlsSettings(List.of(), certificate, key), data(), InstantSource.fixed(NOW));
    assertThat(own.current().chain()).isEqualTo(brought.chain());
    assertThat(own.authority()).isEmpty();
  }

  @Test
  void aForeignKeyBesideTheParksOwnCertificateIsExplained() {
    at(NOW).current();
    HttpsCertificate own =
        new HttpsCertificate(
            new TlsSettings(
                List.of(), folder.resolve("tls/server.crt"), folder.resolve("tls/ca.key")),
            data(),
            InstantSource.fixed(NOW));
    assertThatThrownBy(own::current)
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("is not that of the certificate");
  }

  private HttpsCertificate at(Instant now, String... names) {
    return new HttpsCertificate(
        new TlsSettings(List.of(names), null, null), data(), InstantSource.fixed(now));
  }

  private DataFolder data() {
    if (dataFolder == null) {
      throw new IllegalStateException("not taken");
    }
    return dataFolder;
  }
}
