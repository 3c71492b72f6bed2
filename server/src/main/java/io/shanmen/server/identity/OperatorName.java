package io.shanmen.server.identity;

import java.util.UUID;

/**
 * An operator as other modules show one.
 *
 * @param id the operator
 * @param signInName the name typed at sign-in
 * @param name the name shown to people
 */
public record OperatorName(UUID id, String signInName, String name) {}
