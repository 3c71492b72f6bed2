package io.shanmen.server.identity;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;

/**
 * Open streams (server-sent events) by the session that opened them: when the session ends, its
 * streams are completed at once. A stream does not keep its session alive.
 */
@Component
public class SessionStreams {

  private final ConcurrentMap<UUID, Set<ResponseBodyEmitter>> open = new ConcurrentHashMap<>();

  SessionStreams() {}

  /** Binds a stream that the session has just opened to the session's life. */
  public void attach(SignedIn signedIn, ResponseBodyEmitter stream) {
    attach(signedIn.sessionId(), stream);
  }

  /** The same for a machine's stream. */
  public void attach(SignedInDevice device, ResponseBodyEmitter stream) {
    attach(device.sessionId(), stream);
  }

  private void attach(UUID sessionId, ResponseBodyEmitter stream) {
    open.computeIfAbsent(sessionId, id -> ConcurrentHashMap.newKeySet()).add(stream);
    stream.onCompletion(() -> detach(sessionId, stream));
  }

  private void detach(UUID sessionId, ResponseBodyEmitter stream) {
    open.computeIfPresent(
        sessionId,
        (id, streams) -> {
          streams.remove(stream);
          return streams.isEmpty() ? null : streams;
        });
  }

  /** The sessions that have a stream open. */
  Set<UUID> sessions() {
    return Set.copyOf(open.keySet());
  }

  @EventListener
  void on(SessionsEnded ended) {
    for (UUID sessionId : ended.sessionIds()) {
      Set<ResponseBodyEmitter> streams = open.remove(sessionId);
      if (streams != null) {
        streams.forEach(ResponseBodyEmitter::complete);
      }
    }
  }
}
