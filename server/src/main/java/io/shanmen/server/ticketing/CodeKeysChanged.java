package io.shanmen.server.ticketing;

/** The keys of ticket codes changed: one was made, retired or revoked. Gates need the new list. */
public record CodeKeysChanged(int epoch) {}
