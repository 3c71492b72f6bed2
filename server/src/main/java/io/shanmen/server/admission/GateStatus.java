package io.shanmen.server.admission;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A gate and how it is.
 *
 * @param gateId its terminal
 * @param no its number, as staff call it
 * @param name its name
 * @param checkpointNo where it stands; null while that is not said
 * @param direction which ways it is passed
 * @param orderedMode what it was ordered to do
 * @param health in one word
 * @param seenAt its last heartbeat; null if there was none
 * @param mode what it says of itself; null if it never spoke
 * @param program its version
 * @param skewMillis its clock less the server's
 * @param listAgeSeconds how old its synced list is; null if it has none
 * @param unsynced journal entries not uploaded yet
 * @param faults parts that do not work, as it names them
 */
public record GateStatus(
    UUID gateId,
    int no,
    String name,
    @Nullable Integer checkpointNo,
    GateDirection direction,
    OrderedMode orderedMode,
    Health health,
    @Nullable Instant seenAt,
    @Nullable String mode,
    @Nullable String program,
    long skewMillis,
    @Nullable Long listAgeSeconds,
    long unsynced,
    List<String> faults) {

  /** A gate's health in one word, the worst first. */
  public enum Health {
    /** Its terminal was revoked. */
    REVOKED,
    /** No heartbeat for five seconds. */
    OFFLINE,
    /** It speaks, and a part of it does not work. */
    FAULT,
    /** Its clock is off by more than two seconds, or it does not trust it. */
    SKEWED,
    /** It speaks, and decides by itself. */
    DEGRADED,
    ONLINE
  }

  /** Which ways a gate is passed. */
  public enum GateDirection {
    ENTRY,
    EXIT,
    BOTH
  }

  /** What a gate is ordered to do. */
  public enum OrderedMode {
    NORMAL,
    /** Open for everybody; it counts them. */
    EMERGENCY_OPEN
  }
}
