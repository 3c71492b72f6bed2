package io.shanmen.simulators.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;

/**
 * The one password of everybody in this demo park, made at its first start and kept readable by its
 * owner only: easy to type, different in every demo park.
 */
record DemoSecrets(String password) {

  private static final String CONSONANTS = "bdfghjkmnprstvw";
  private static final String VOWELS = "aeiou";

  static DemoSecrets kept(Path file) throws IOException {
    if (!Files.exists(file)) {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.write(file, List.of(make(new SecureRandom())));
    }
    return new DemoSecrets(Files.readString(file).strip());
  }

  /** Four syllables, four digits, e.g. {@code mivo-4821-kese}: some 40 bits. */
  private static String make(SecureRandom random) {
    return syllable(random)
        + syllable(random)
        + "-%04d-".formatted(random.nextInt(10_000))
        + syllable(random)
        + syllable(random);
  }

  private static String syllable(SecureRandom random) {
    return ""
        + CONSONANTS.charAt(random.nextInt(CONSONANTS.length()))
        + VOWELS.charAt(random.nextInt(VOWELS.length()));
  }
}
