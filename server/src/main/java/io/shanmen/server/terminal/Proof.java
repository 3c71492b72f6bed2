package io.shanmen.server.terminal;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That a terminal has its private key: a challenge of this server, signed.
 *
 * @param terminalId the terminal
 * @param challenge as the server gave it
 * @param signature ECDSA r‖s in base64url
 * @param clock what the terminal believes the time to be, if it says; it proves nothing
 */
record Proof(UUID terminalId, String challenge, String signature, @Nullable Instant clock) {}
