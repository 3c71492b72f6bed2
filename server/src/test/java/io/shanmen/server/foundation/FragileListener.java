package io.shanmen.server.foundation;

import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** Fails while it is told to; remembers what it heard, whichever server it belongs to. */
@Component
class FragileListener {

  /** Something that a test makes happen. */
  record SomethingHappened(String what) {}

  static final ConcurrentLinkedQueue<String> HEARD = new ConcurrentLinkedQueue<>();
  static volatile boolean broken;

  @ApplicationModuleListener
  void on(SomethingHappened event) {
    if (broken) {
      throw new IllegalStateException("a listener that a test broke");
    }
    HEARD.add(event.what());
  }
}
