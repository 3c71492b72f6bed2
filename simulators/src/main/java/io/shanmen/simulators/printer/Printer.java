package io.shanmen.simulators.printer;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;

/** The printer as a program: {@code Printer [port] [80|58] [folder]}; each piece becomes a PNG. */
public final class Printer {

  private static final int USUAL_PORT = 9_100;

  private Printer() {}

  public static void main(String[] arguments) throws InterruptedException, IOException {
    int port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : USUAL_PORT;
    boolean narrow = arguments.length > 1 && arguments[1].equals("58");
    Path folder = Path.of(arguments.length > 2 ? arguments[2] : "printed");
    Files.createDirectories(folder);
    AtomicInteger number = new AtomicInteger();
    try (VirtualPrinter printer =
        VirtualPrinter.start(
            port,
            narrow ? VirtualPrinter.NARROW_DOTS : VirtualPrinter.WIDE_DOTS,
            piece -> save(piece, folder.resolve("%05d.png".formatted(number.incrementAndGet()))))) {
      System.out.println("printer on port " + printer.port() + ", paper in " + folder);
      Thread.currentThread().join();
    }
  }

  private static void save(BufferedImage piece, Path file) {
    try {
      ImageIO.write(piece, "png", file.toFile());
      System.out.println("printed " + file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
