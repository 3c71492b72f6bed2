package io.shanmen.simulators.scanner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ScannerSimulatorIT {
  @Test
  void aCodeArrivesWithItsLineEnd() throws IOException {
    try (ScannerSimulator scanner = new ScannerSimulator(ScannerSimulator.Setup.usual());
        RandomAccessFile port = new RandomAccessFile(scanner.port().toFile(), "rw")) {
      scanner.obey("scan 6BF%RN0 $*");
      byte[] read = new byte[12];
      port.readFully(read);
      assertThat(new String(read, StandardCharsets.UTF_8)).isEqualTo("6BF%RN0 $*\r\n");
    }
  }

  @Test
  void whatIsScannedWhileNobodyListensIsLost() throws IOException {
    try (ScannerSimulator scanner = new ScannerSimulator(ScannerSimulator.Setup.usual())) {
      scanner.scan("LOST");
      try (RandomAccessFile port = new RandomAccessFile(scanner.port().toFile(), "rw")) {
        scanner.scan("KEPT");
        byte[] read = new byte[6];
        port.readFully(read);
        assertThat(new String(read, StandardCharsets.UTF_8)).isEqualTo("KEPT\r\n");
      }
    }
  }
}
