package io.shanmen.kernel.admission;

import java.util.Objects;

/** What is known of the holder's proof when the code is presented. */
public sealed interface ProofResult {

  /** Nothing has been asked for yet. */
  record NotAsked() implements ProofResult {}

  /** The holder has proved it in this way. */
  record Passed(Proof proof) implements ProofResult {
    public Passed {
      Objects.requireNonNull(proof, "proof");
    }
  }

  /** The holder tried and failed. */
  record Failed() implements ProofResult {}

  /** This gate has no means for the proof. */
  record Unavailable() implements ProofResult {}

  ProofResult NOT_ASKED = new NotAsked();
}
