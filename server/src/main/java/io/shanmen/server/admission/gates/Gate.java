package io.shanmen.server.admission.gates;

import io.shanmen.kernel.admission.Place;
import io.shanmen.server.admission.GateStatus.GateDirection;
import io.shanmen.server.admission.GateStatus.OrderedMode;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A gate: where it stands and what it is ordered to do.
 *
 * @param id its terminal
 * @param no its number, 1 to 999
 * @param name its name
 * @param checkpointNo 1 to 32; null while that is not said
 * @param direction which ways it is passed
 * @param orderedMode normal, or open for everybody
 * @param revoked whether its terminal was revoked
 */
public record Gate(
    UUID id,
    int no,
    String name,
    @Nullable Integer checkpointNo,
    GateDirection direction,
    OrderedMode orderedMode,
    boolean revoked) {

  /** Where it stands, once that was said. */
  public Optional<Place> place() {
    return checkpointNo == null ? Optional.empty() : Optional.of(new Place(no, checkpointNo));
  }
}
