package io.shanmen.simulators.printer;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A thermal printer on TCP. Each cut gives a piece of paper as a picture. Paper may run out after
 * so many rows, the cover may be opened, and a drawer may hang on it; one client at a time, as in
 * life.
 */
public final class VirtualPrinter implements AutoCloseable {

  /** Dots across paper of 80 mm. */
  public static final int WIDE_DOTS = 576;

  /** Dots across paper of 58 mm. */
  public static final int NARROW_DOTS = 384;

  private final ServerSocket server;
  private final PaperRoll roll;
  private final Consumer<BufferedImage> onCut;
  private final Object changes = new Object();
  private final List<BufferedImage> pieces = new ArrayList<>();
  private final List<String> errors = new ArrayList<>();
  private PrinterStatus status = PrinterStatus.READY;
  private int drawerPulses;
  private int jobsUntilPaperOut = Integer.MAX_VALUE;
  private volatile boolean silent;

  private VirtualPrinter(ServerSocket server, int widthDots, Consumer<BufferedImage> onCut) {
    this.server = server;
    this.roll = new PaperRoll(widthDots);
    this.onCut = onCut;
  }

  /**
   * Switches a printer on, reachable from this machine only.
   *
   * @param port 0 for any
   * @param widthDots {@link #WIDE_DOTS} or {@link #NARROW_DOTS}
   * @param onCut is given each piece of paper
   */
  public static VirtualPrinter start(int port, int widthDots, Consumer<BufferedImage> onCut) {
    try {
      ServerSocket server = new ServerSocket();
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      VirtualPrinter printer = new VirtualPrinter(server, widthDots, onCut);
      Thread.ofVirtual().name("printer").start(printer::serve);
      return printer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return server.getLocalPort();
  }

  /** What has been cut so far. */
  public List<BufferedImage> pieces() {
    synchronized (changes) {
      return List.copyOf(pieces);
    }
  }

  /** What it did not understand. */
  public List<String> errors() {
    synchronized (changes) {
      return List.copyOf(errors);
    }
  }

  public int drawerPulses() {
    synchronized (changes) {
      return drawerPulses;
    }
  }

  /** Opens the cover, takes the paper out, or makes it ready again. */
  public void set(PrinterStatus now) {
    synchronized (changes) {
      status = now;
      if (now == PrinterStatus.READY && jobsUntilPaperOut == 0) {
        jobsUntilPaperOut = Integer.MAX_VALUE;
      }
      changes.notifyAll();
    }
  }

  /** The paper ends after so many pieces. */
  public void paperFor(int count) {
    synchronized (changes) {
      jobsUntilPaperOut = count;
    }
  }

  /** A cheap printer that answers no question. */
  public void beSilent() {
    silent = true;
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket client = server.accept()) {
        print(client);
      } catch (IOException e) {
        if (!server.isClosed()) {
          error(e);
        }
      }
    }
  }

  private void print(Socket client) throws IOException {
    OutputStream answers = client.getOutputStream();
    RealTimeFilter received = new RealTimeFilter();
    Thread receiver =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    received.receive(
                        client.getInputStream(), kind -> answer(answers, statusNow(kind)));
                  } catch (IOException e) {
                    error(e);
                  }
                });
    try {
      new EscPosParser(received, roll, new Mechanism(answers)).run();
    } catch (IOException e) {
      error(e);
    } finally {
      receiver.interrupt();
    }
  }

  private int statusNow(int kind) {
    synchronized (changes) {
      return status.realTime(kind);
    }
  }

  private void answer(OutputStream answers, int status) {
    if (silent) {
      return;
    }
    try {
      synchronized (answers) {
        answers.write(status);
        answers.flush();
      }
    } catch (IOException e) {
      error(e);
    }
  }

  private void error(IOException e) {
    synchronized (changes) {
      errors.add(e.toString());
    }
  }

  /** The moving parts. */
  private final class Mechanism implements EscPosParser.Output {

    private final OutputStream answers;

    Mechanism(OutputStream answers) {
      this.answers = answers;
    }

    @Override
    public void cut(BufferedImage piece) {
      synchronized (changes) {
        pieces.add(piece);
        jobsUntilPaperOut--;
        if (jobsUntilPaperOut == 0) {
          status = PrinterStatus.PAPER_OUT;
        }
      }
      onCut.accept(piece);
    }

    @Override
    public void drawer() {
      synchronized (changes) {
        drawerPulses++;
      }
    }

    @Override
    public void answerInTurn() {
      synchronized (changes) {
        answer(answers, status.inTurn());
      }
    }

    @Override
    public void awaitReady() throws IOException {
      synchronized (changes) {
        // After the last piece the sensor says "end", but a question is still answered.
        while (status != PrinterStatus.READY && jobsUntilPaperOut != 0) {
          waitForChange();
        }
      }
    }

    private void waitForChange() throws IOException {
      try {
        changes.wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("switched off", e);
      }
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
