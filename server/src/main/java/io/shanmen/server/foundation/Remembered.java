package io.shanmen.server.foundation;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * A value that is read once and kept until it is forgotten. What somebody began to read before it
 * was forgotten is not kept: it may be old. Nor is what was read in a transaction that sees
 * everything as of one moment, which may be long over. Do not read it in a transaction that changes
 * it.
 *
 * @param <T> the value
 */
public final class Remembered<T> {

  private final Supplier<T> reader;
  private volatile @Nullable T value;

  /** How often it was forgotten; guarded by this. */
  private int forgotten;

  public Remembered(Supplier<T> reader) {
    this.reader = reader;
  }

  public T get() {
    T known = value;
    return known == null ? read() : known;
  }

  private T read() {
    int before = timesForgotten();
    T read = reader.get();
    synchronized (this) {
      if (forgotten == before && !isOfOneMoment()) {
        value = read;
      }
    }
    return read;
  }

  /** Whether the surrounding transaction began to see when it began. */
  private static boolean isOfOneMoment() {
    Integer isolation = TransactionSynchronizationManager.getCurrentTransactionIsolationLevel();
    return isolation != null && isolation >= TransactionDefinition.ISOLATION_REPEATABLE_READ;
  }

  private synchronized int timesForgotten() {
    return forgotten;
  }

  public synchronized void forget() {
    forgotten++;
    value = null;
  }

  /**
   * Forgets it when the surrounding transaction is over, however it ended: when the connection is
   * lost at the commit, nobody knows. At once where there is none.
   */
  public void forgetWhenOver() {
    if (!TransactionSynchronizationManager.isSynchronizationActive()) {
      forget();
      return;
    }
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCompletion(int status) {
            forget();
          }
        });
  }
}
