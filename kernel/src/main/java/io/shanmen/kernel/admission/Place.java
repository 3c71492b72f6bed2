package io.shanmen.kernel.admission;

import io.shanmen.kernel.validity.CheckpointSet;

/**
 * Where somebody passes.
 *
 * @param gateNo the gate's number, as staff call it: "gate 2"
 * @param checkpoint the checkpoint it stands at, 1 to 32
 */
public record Place(int gateNo, int checkpoint) {

  public Place {
    CheckpointSet.requireCheckpoint(checkpoint);
  }
}
