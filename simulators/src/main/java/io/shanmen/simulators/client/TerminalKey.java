package io.shanmen.simulators.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * The key pair of a terminal (ECDSA P-256) and the id that it chose for itself.
 *
 * @param terminalId the terminal's id
 * @param pair its keys
 */
public record TerminalKey(UUID terminalId, KeyPair pair) {

  public static TerminalKey make(UUID terminalId) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return new TerminalKey(terminalId, generator.generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Reads the key from a file, or makes one and keeps it there, readable by the owner only. */
  public static TerminalKey kept(Path file, UUID newId) throws IOException {
    if (Files.exists(file)) {
      List<String> lines = Files.readAllLines(file);
      try {
        KeyFactory factory = KeyFactory.getInstance("EC");
        Base64.Decoder decoder = Base64.getDecoder();
        return new TerminalKey(
            UUID.fromString(lines.get(0)),
            new KeyPair(
                factory.generatePublic(new X509EncodedKeySpec(decoder.decode(lines.get(1)))),
                factory.generatePrivate(new PKCS8EncodedKeySpec(decoder.decode(lines.get(2))))));
      } catch (GeneralSecurityException e) {
        throw new IOException(file + " holds no terminal key", e);
      }
    }
    TerminalKey made = make(newId);
    Base64.Encoder encoder = Base64.getEncoder();
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(
        file,
        List.of(
            made.terminalId.toString(),
            made.publicKey(),
            encoder.encodeToString(made.pair.getPrivate().getEncoded())));
    return made;
  }

  /** The public key as the API takes it: SubjectPublicKeyInfo in base64. */
  public String publicKey() {
    return Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
  }

  /**
   * Proves that this terminal has the key: ECDSA with SHA-256 over the purpose, the terminal and
   * the challenge, as r‖s in base64url.
   */
  public String prove(String purpose, String challenge) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(pair.getPrivate());
      signature.update(
          "shanmen-proof\n%s\n%s\n%s"
              .formatted(purpose, terminalId, challenge)
              .getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
