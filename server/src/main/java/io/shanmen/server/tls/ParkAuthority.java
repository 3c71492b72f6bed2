package io.shanmen.server.tls;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The park's certificate authority: trusted once by each window computer, it certifies the server
 * for as long as the park runs. ECDSA on P-256.
 */
final class ParkAuthority {
  static final Duration OWN_VALIDITY = Duration.ofDays(20 * 365);

  /** The longest that browsers accept. */
  static final Duration SERVER_VALIDITY = Duration.ofDays(397);

  /** A gate whose clock is behind must not refuse a new certificate. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofDays(1);

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SERIAL_BITS = 120;

  private final Certified own;

  private ParkAuthority(Certified own) {
    this.own = own;
  }

  static Path certificateFile(Path folder) {
    return folder.resolve("ca.crt");
  }

  private static Path keyFile(Path folder) {
    return folder.resolve("ca.key");
  }

  /** Reads the authority kept in a folder, or makes one there. */
  static ParkAuthority in(Path folder, Instant now) {
    if (Files.exists(keyFile(folder)) && Files.exists(certificateFile(folder))) {
      return new ParkAuthority(Certified.read(certificateFile(folder), keyFile(folder)));
    }
    Certified made = make(now);
    made.write(certificateFile(folder), keyFile(folder));
    return new ParkAuthority(made);
  }

  X509Certificate certificate() {
    return own.certificate();
  }

  private static Certified make(Instant now) {
    byte[] mark = new byte[4];
    RANDOM.nextBytes(mark);
    // A park that starts anew must not be taken for the old one.
    X500Name name =
        new X500Name("CN=Shanmen park authority " + HexFormat.of().formatHex(mark) + ",O=Shanmen");
    KeyPair keys = newKeys();
    try {
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              name,
              newSerial(),
              Date.from(now.minus(CLOCK_TOLERANCE)),
              Date.from(now.plus(OWN_VALIDITY)),
              name,
              keys.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
      builder.addExtension(
          Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
      builder.addExtension(
          Extension.subjectKeyIdentifier,
          false,
          new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic()));
      return new Certified(keys.getPrivate(), List.of(sign(builder, keys.getPrivate())));
    } catch (GeneralSecurityException | CertIOException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Certifies a new key of the server for these names and addresses. */
  Certified certify(Set<ServerName> names, Instant now) {
    KeyPair keys = newKeys();
    Instant end = now.plus(SERVER_VALIDITY);
    Instant ownEnd = certificate().getNotAfter().toInstant();
    try {
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              certificate(),
              newSerial(),
              Date.from(now.minus(CLOCK_TOLERANCE)),
              Date.from(end.isBefore(ownEnd) ? end : ownEnd),
              new X500Name("CN=Shanmen server,O=Shanmen"),
              keys.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      builder.addExtension(
          Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
      JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
      builder.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          identifiers.createAuthorityKeyIdentifier(certificate()));
      builder.addExtension(
          Extension.subjectKeyIdentifier,
          false,
          identifiers.createSubjectKeyIdentifier(keys.getPublic()));
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(
              names.stream().map(ParkAuthority::generalName).toArray(GeneralName[]::new)));
      X509Certificate certificate = sign(builder, own.key());
      return new Certified(keys.getPrivate(), List.of(certificate, certificate()));
    } catch (GeneralSecurityException | CertIOException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static GeneralName generalName(ServerName name) {
    return switch (name) {
      case ServerName.Address(String address) -> new GeneralName(GeneralName.iPAddress, address);
      case ServerName.Host(String host) -> new GeneralName(GeneralName.dNSName, host);
    };
  }

  private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey signer)
      throws GeneralSecurityException, OperatorCreationException {
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer)));
  }

  private static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static BigInteger newSerial() {
    return new BigInteger(SERIAL_BITS, RANDOM).setBit(SERIAL_BITS);
  }
}
