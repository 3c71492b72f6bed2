package io.shanmen.server.foundation;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/**
 * Who comes first: commands with one key are written one after the other, in the order in which
 * they came, also where several writers share this order.
 */
public final class KeyOrder {

  private final Map<Object, Queue<Object>> lines = new HashMap<>();

  /** Stands behind all others with this key. */
  synchronized void enter(Object key, Object command) {
    lines.computeIfAbsent(key, none -> new ArrayDeque<>(1)).add(command);
  }

  /** Whether nobody with this key came before and is still here. */
  synchronized boolean isFirst(Object key, Object command) {
    Queue<Object> line = lines.get(key);
    return line != null && line.peek() == command;
  }

  /** Goes, done or withdrawn. */
  synchronized void leave(Object key, Object command) {
    Queue<Object> line = lines.get(key);
    if (line != null) {
      line.removeIf(each -> each == command);
      if (line.isEmpty()) {
        lines.remove(key);
      }
    }
  }
}
