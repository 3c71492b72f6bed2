package io.shanmen.gate.agent;

/**
 * Ends the program when a thread dies: without memory, or of a broken program. A gate one of whose
 * threads is gone looks alive and opens for nobody; a program that has ended is started again.
 */
public final class LastWords {

  /** What the supervisor sees. */
  public static final int STATUS = 70;

  private static final long STOP_LIMIT_MILLIS = 10_000;

  private LastWords() {}

  /** From now on no thread dies in silence. */
  public static void install() {
    Thread.setDefaultUncaughtExceptionHandler((thread, error) -> end(thread.getName(), error));
  }

  private static void end(String thread, Throwable error) {
    // Stopping in order closes flaps, and may hang for what has just happened.
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                Thread.sleep(STOP_LIMIT_MILLIS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              Runtime.getRuntime().halt(STATUS);
            });
    System.err.println("The thread " + thread + " died; the gate stops, to be started again.");
    error.printStackTrace();
    System.exit(STATUS);
  }
}
