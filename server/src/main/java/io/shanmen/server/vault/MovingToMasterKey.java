package io.shanmen.server.vault;

/**
 * Everything shall be wrapped under the present master key, within this transaction. Listeners let
 * {@link MasterKeyAway} through, which undoes it all.
 */
public record MovingToMasterKey() {}
