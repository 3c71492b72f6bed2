package io.shanmen.server.vault;

/** How far a data key is in its life. */
public enum DataKeyState {
  /** Seals; there is one at most. */
  ACTIVE,
  /** Only opens, while what it sealed is sealed anew. */
  RETIRING,
  /** Sealed nothing any more, and was destroyed. */
  RETIRED
}
