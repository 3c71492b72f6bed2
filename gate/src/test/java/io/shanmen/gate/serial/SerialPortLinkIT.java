package io.shanmen.gate.serial;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.gate.agent.Errors;
import io.shanmen.gate.agent.NanoClock;
import io.shanmen.simulators.scanner.ScannerSimulator;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class SerialPortLinkIT {
  private final Errors errors = new Errors(InstantSource.system());

  @Test
  void aPortThatIsNotThereYetIsOpenedWhenItComes(@TempDir Path folder) {
    Path path = folder.resolve("scanner");
    try (SerialPortLink link = link(path)) {
      until(() -> errors.total() > 0);
      assertThat(link.isUp()).isFalse();
      try (ScannerSimulator scanner =
          new ScannerSimulator(ScannerSimulator.Setup.usual().linkedAs(path))) {
        until(link::isUp);
        scanner.scan("HELLO");
        assertThat(read(link, 7)).isEqualTo("HELLO\r\n");
      }
    }
  }

  @Test
  void aLostPortIsOpenedAgainAndEveryByteValueGoesThrough(@TempDir Path folder) {
    Path path = folder.resolve("scanner");
    try (ScannerSimulator scanner =
            new ScannerSimulator(ScannerSimulator.Setup.usual().linkedAs(path));
        SerialPortLink link = link(path)) {
      until(link::isUp);
      for (int round = 1; round <= 3; round++) {
        scanner.obey("unplug");
        until(() -> !link.isUp());
        scanner.obey("replug");
        until(link::isUp);
        assertThat(link.reopened()).isEqualTo(round);
        scanner.scan("\u0001\u0011\u0013\u001a\u007f门");
        assertThat(read(link, 10)).isEqualTo("\u0001\u0011\u0013\u001a\u007f门\r\n");
      }
    }
  }

  @Test
  void aLostPortDoesNotKeepTheProcessorBusy(@TempDir Path folder) {
    Path path = folder.resolve("scanner");
    try (ScannerSimulator scanner =
            new ScannerSimulator(ScannerSimulator.Setup.usual().linkedAs(path));
        SerialPortLink link = link(path)) {
      until(link::isUp);
      scanner.obey("unplug");
      until(() -> !link.isUp());
      long before = errors.total();
      LockSupport.parkNanos(1_000_000_000L);
      assertThat(errors.total() - before).isLessThan(10);
    }
  }

  private SerialPortLink link(Path path) {
    return new SerialPortLink(
        new SerialPortLink.Port(path.toString(), 115_200), errors, NanoClock.SYSTEM);
  }

  private static String read(SerialPortLink link, int length) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    until(
        () -> {
          for (SerialLink.Received in = link.poll(); in != null; in = link.poll()) {
            all.writeBytes(in.bytes());
          }
          return all.size() >= length;
        });
    return all.toString(StandardCharsets.UTF_8);
  }

  private static void until(BooleanSupplier isSo) {
    long deadline = System.nanoTime() + 10_000_000_000L;
    while (!isSo.getAsBoolean()) {
      assertThat(System.nanoTime()).as("did not come about").isLessThan(deadline);
      LockSupport.parkNanos(1_000_000);
    }
  }
}
