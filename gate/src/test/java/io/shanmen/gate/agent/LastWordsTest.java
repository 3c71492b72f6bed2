package io.shanmen.gate.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A gate without one of its threads is started again. */
class LastWordsTest {

  /** A gate whose agent meets what no agent outlives. */
  static final class BrokenGate {
    public static void main(String[] arguments) throws InterruptedException {
      LastWords.install();
      Errors errors = new Errors(InstantSource.system());
      AgentRunner.start(List.of(new Broken()), errors, 1_000);
      Thread.currentThread().join();
    }
  }

  private static final class Broken implements Agent {
    @Override
    public String role() {
      return "lane-1";
    }

    @Override
    public int doWork() {
      throw new OutOfMemoryError("as a test wants it");
    }
  }

  @Test
  void aThreadThatDiesEndsTheProgramWithAWord() throws Exception {
    Process gate =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                BrokenGate.class.getName())
            .redirectErrorStream(true)
            .start();
    String said = new String(gate.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(gate.waitFor()).isEqualTo(LastWords.STATUS);
    assertThat(said).contains("lane-1 died").contains("as a test wants it");
  }
}
