package io.shanmen.gate.link;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who this gate is to the server: its terminal id and an ECDSA P-256 key pair that never leaves
 * this machine.
 *
 * @param terminalId the id that enrolment gave, null before
 */
public record GateIdentity(@Nullable UUID terminalId, KeyPair pair) {
  private static final String FILE = "identity.key";
  private static final String NOT_ENROLLED = "-";

  /** Reads the identity of this folder, nothing where there is none. */
  public static Optional<GateIdentity> read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(file);
    try {
      KeyFactory factory = KeyFactory.getInstance("EC");
      Base64.Decoder decoder = Base64.getDecoder();
      KeyPair pair =
          new KeyPair(
              factory.generatePublic(new X509EncodedKeySpec(decoder.decode(lines.get(1)))),
              factory.generatePrivate(new PKCS8EncodedKeySpec(decoder.decode(lines.get(2)))));
      String id = lines.get(0);
      return Optional.of(
          new GateIdentity(id.equals(NOT_ENROLLED) ? null : UUID.fromString(id), pair));
    } catch (GeneralSecurityException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IOException(file + " holds no gate identity", e);
    }
  }

  /** A new key pair that no server knows yet. */
  public static GateIdentity make() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return new GateIdentity(null, generator.generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public GateIdentity withTerminalId(UUID id) {
    return new GateIdentity(id, pair);
  }

  /** Keeps the identity in this folder, readable by its owner only. */
  public void write(Path folder) throws IOException {
    Base64.Encoder encoder = Base64.getEncoder();
    Path fresh =
        Files.createTempFile(
            folder,
            FILE,
            ".new",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(
        fresh,
        List.of(
            terminalId == null ? NOT_ENROLLED : terminalId.toString(),
            publicKey(),
            encoder.encodeToString(pair.getPrivate().getEncoded())));
    Files.move(
        fresh,
        folder.resolve(FILE),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /** The public key as SubjectPublicKeyInfo in base64. */
  public String publicKey() {
    return Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
  }

  /** The signature that proves possession of the key: r‖s in base64url without padding. */
  String prove(String challenge) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(pair.getPrivate());
      signature.update(
          ("shanmen-proof\ndevice\n" + terminalId + "\n" + challenge)
              .getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
