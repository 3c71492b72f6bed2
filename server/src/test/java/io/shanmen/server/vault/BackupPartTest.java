package io.shanmen.server.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.ciphers.SecretParts;
import io.shanmen.kernel.outcome.Outcome;
import java.security.SecureRandom;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class BackupPartTest {

  private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private final BackupPart part =
      new BackupPart(
          0xCAFEBABE,
          2,
          SecretParts.split(new byte[BackupPart.SECRET_BYTES], 2, 3, new SecureRandom()).get(2));

  @Test
  void whatIsWrittenDownIsReadAgain() {
    String text = part.text();
    assertThat(text).matches("([0-9A-Z]{6}-){11}[0-9A-Z]{6}").doesNotContain("I", "L", "O", "U");
    for (String typed :
        new String[] {
          text,
          text.toLowerCase(Locale.ROOT),
          text.replace('-', ' ') + "\n",
          text.replace('0', 'o').replace('1', 'l')
        }) {
      BackupPart read = BackupPart.read(typed).orThrow();
      assertThat(read.backupId()).isEqualTo(0xCAFEBABE);
      assertThat(read.needed()).isEqualTo(2);
      assertThat(read.part().number()).isEqualTo(3);
      assertThat(read.part().bytes()).isEqualTo(part.part().bytes());
    }
  }

  @Test
  void noMistypedCharacterAndNoTwoSwappedOnesPass() {
    String text = part.text();
    for (int at = 0; at < text.length(); at++) {
      if (text.charAt(at) == '-') {
        continue;
      }
      for (char other : LETTERS.toCharArray()) {
        if (other != text.charAt(at)) {
          refused(text.substring(0, at) + other + text.substring(at + 1));
        }
      }
      if (at > 0 && text.charAt(at - 1) != '-' && text.charAt(at - 1) != text.charAt(at)) {
        refused(
            text.substring(0, at - 1)
                + text.charAt(at)
                + text.charAt(at - 1)
                + text.substring(at + 1));
      }
    }
    refused(text.substring(1));
    refused(text + "0");
    refused("");
    refused(text.replace(text.charAt(0), '!'));
  }

  private static void refused(String typed) {
    assertThat(BackupPart.read(typed))
        .isEqualTo(Outcome.refused(RecoveryProblem.KEY_PART_MISTYPED));
  }
}
