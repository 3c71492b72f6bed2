package io.shanmen.simulators.turnstile;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.simulators.control.ControlClient;
import io.shanmen.simulators.control.ControlSocket;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class TurnstileSimulatorIT {
  private static final String QUERY_1 = "7E0001100000" + "0070";
  private static final String QUERY_2 = "7E0002100000" + "006F";

  @Test
  void everyMachineOnTheBusAnswersForItself(@TempDir Path folder) throws IOException {
    Path link = folder.resolve("lane 1");
    try (TurnstileSimulator simulator =
            new TurnstileSimulator(new TurnstileSimulator.Setup(List.of(1, 2), link, 1));
        RandomAccessFile port = new RandomAccessFile(link.toFile(), "rw")) {
      assertThat(ask(port, QUERY_1)[2]).isEqualTo((byte) 1);
      assertThat(ask(port, QUERY_2)[2]).isEqualTo((byte) 2);
    }
  }

  @Test
  void anAnswerTakesTheTimeOfItsBytesOnTheWire() throws IOException {
    try (TurnstileSimulator simulator = new TurnstileSimulator(TurnstileSimulator.Setup.single());
        RandomAccessFile port = new RandomAccessFile(simulator.port().toFile(), "rw")) {
      ask(port, QUERY_1);
      long start = System.nanoTime();
      ask(port, QUERY_1);
      // 26 bytes at 19,200 baud and the board's turn-around: 13.5 ms + 5 ms.
      assertThat(System.nanoTime() - start).isGreaterThan(18_000_000L);
    }
  }

  @Test
  void aReplacedCableKeepsItsLink(@TempDir Path folder) throws IOException {
    Path link = folder.resolve("lane1");
    try (TurnstileSimulator simulator =
        new TurnstileSimulator(new TurnstileSimulator.Setup(List.of(1), link, 1))) {
      try (RandomAccessFile port = new RandomAccessFile(link.toFile(), "rw")) {
        ask(port, QUERY_1);
        simulator.obey("unplug");
        assertThat(Files.exists(link)).isFalse();
      }
      simulator.obey("replug");
      try (RandomAccessFile port = new RandomAccessFile(link.toFile(), "rw")) {
        assertThat(ask(port, QUERY_1)[0]).isEqualTo((byte) 0x7F);
      }
    }
  }

  @Test
  void anotherProgramDrivesItThroughTheControlPort() throws IOException {
    try (TurnstileSimulator simulator = new TurnstileSimulator(TurnstileSimulator.Setup.single());
        ControlSocket control = ControlSocket.open(simulator, 0);
        ControlClient client = new ControlClient(control.port());
        RandomAccessFile port = new RandomAccessFile(simulator.port().toFile(), "rw")) {
      client.send("fault 7");
      assertThat(ask(port, QUERY_1)[3]).isEqualTo((byte) 7);
      assertThat(client.send("status")).contains("fault=7");
    }
  }

  private static byte[] ask(RandomAccessFile port, String hex) throws IOException {
    port.write(HexFormat.of().parseHex(hex));
    byte[] answer = new byte[18];
    port.readFully(answer);
    return answer;
  }
}
