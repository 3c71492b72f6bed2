package io.shanmen.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The limit of every durable commit: how often this disk takes a page of 8 KB and says that it is
 * safe. PostgreSQL writes its log in such pages and forces them the same way.
 */
final class ForcedWrites implements AutoCloseable {
  private static final int PAGE_BYTES = 8192;
  private static final int FILE_PAGES = 2048;

  private final FileChannel file;
  private int page;

  ForcedWrites(Path folder) throws IOException {
    file =
        FileChannel.open(
            folder.resolve("forced-writes"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    // Written once before, as PostgreSQL recycles its log files.
    file.write(ByteBuffer.allocate(PAGE_BYTES * FILE_PAGES), 0);
    file.force(true);
  }

  /** One page; for one caller at a time. */
  void write() {
    try {
      file.write(ByteBuffer.allocate(PAGE_BYTES), (long) (page++ % FILE_PAGES) * PAGE_BYTES);
      file.force(false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
