package io.shanmen.server.cashdesk;

import java.util.UUID;

/**
 * Who sits where: an operator at a terminal, whose drawer it is.
 *
 * @param operatorId the operator
 * @param terminalId the approved computer; a drawer belongs to it
 */
public record Till(UUID operatorId, UUID terminalId) {}
