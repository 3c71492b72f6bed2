package io.shanmen.server.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.springframework.boot.ssl.pem.PemSslStore;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;

/** A private key with its certificate and the certificates above it, the own one first. */
record Certified(PrivateKey key, List<X509Certificate> chain) {
  Certified {
    chain = List.copyOf(chain);
  }

  X509Certificate certificate() {
    return chain.getFirst();
  }

  /** Whether the key is the one that the certificate speaks of. */
  boolean fits() {
    byte[] anything = "fits".getBytes(StandardCharsets.US_ASCII);
    String algorithm = "SHA256with" + (key.getAlgorithm().equals("EC") ? "ECDSA" : "RSA");
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(anything);
      byte[] signed = signature.sign();
      signature.initVerify(certificate());
      signature.update(anything);
      return signature.verify(signed);
    } catch (GeneralSecurityException ofAnotherKind) {
      return false;
    }
  }

  static Certified read(Path certificates, Path key) {
    PemSslStore store =
        PemSslStore.load(
            PemSslStoreDetails.forCertificates(certificates.toUri().toString())
                .withPrivateKey(key.toUri().toString()));
    if (store == null || store.privateKey() == null || store.certificates() == null) {
      throw new IllegalArgumentException("No certificate and key in these files");
    }
    return new Certified(store.privateKey(), store.certificates());
  }

  static List<X509Certificate> readCertificates(Path certificates) {
    try {
      List<X509Certificate> chain = new ArrayList<>();
      for (Certificate each :
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(certificates)))) {
        chain.add((X509Certificate) each);
      }
      return chain;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(certificates + " holds no certificate", e);
    }
  }

  /** Writes both as PEM, the key first and for its owner's eyes only. */
  void write(Path certificates, Path keyFile) {
    try {
      write(keyFile, pem("PRIVATE KEY", key.getEncoded()), "rw-------");
      StringBuilder pems = new StringBuilder();
      for (X509Certificate each : chain) {
        pems.append(pem("CERTIFICATE", each.getEncoded()));
      }
      write(certificates, pems.toString(), "rw-r--r--");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A crash leaves the old file or the new one, never a half. */
  private static void write(Path file, String content, String rights) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(unfinished);
    Files.createFile(
        unfinished,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(unfinished, content);
    Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString(rights));
    Files.move(
        unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  static String pem(String type, byte[] content) {
    String base64 =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(content);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(type, base64, type);
  }
}
