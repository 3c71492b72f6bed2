package io.shanmen.server.identity;

import java.util.List;
import java.util.UUID;

/**
 * Sessions ended: by signing out, by time, because the operator was disabled or the terminal
 * revoked. Published in the process at once; streams that a session opened are closed by {@link
 * SessionStreams}.
 */
public record SessionsEnded(List<UUID> sessionIds) {

  public SessionsEnded {
    sessionIds = List.copyOf(sessionIds);
  }
}
