package io.shanmen.server.vault;

/** The master key became usable or unusable. */
public record MasterStateChanged(MasterState before, MasterState now) {}
