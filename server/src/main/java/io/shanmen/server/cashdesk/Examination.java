package io.shanmen.server.cashdesk;

import java.time.Instant;
import java.util.UUID;

/**
 * What finance found out about a large difference (R6).
 *
 * @param examinedBy who looked into it
 * @param examinedAt when
 * @param camera what the camera over the drawer showed, and where its record is
 * @param finding what came of it
 */
record Examination(UUID examinedBy, Instant examinedAt, String camera, String finding) {}
