package io.shanmen.simulators.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.random.RandomGenerator;

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

  /**
   * Four syllables, four digits, e.g. {@code mivo-4821-kese}: some 40 bits. Nobody's sign-in name
   * is in it, which the server would refuse: "gate" is two syllables.
   */
  static String make(RandomGenerator random) {
    while (true) {
      String made =
          syllable(random)
              + syllable(random)
              + "-%04d-".formatted(random.nextInt(10_000))
              + syllable(random)
              + syllable(random);
      if (DemoPerson.STAFF.stream().map(DemoPerson::signInName).noneMatch(made::contains)) {
        return made;
      }
    }
  }

  private static String syllable(RandomGenerator random) {
    return ""
        + CONSONANTS.charAt(random.nextInt(CONSONANTS.length()))
        + VOWELS.charAt(random.nextInt(VOWELS.length()));
  }
}
