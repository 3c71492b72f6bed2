package io.shanmen.server.catalog;

/**
 * Which ticket type, and which of its versions.
 *
 * @param id the type through all versions
 * @param no the type's short number, 1 to 65,535, printed in ticket codes
 * @param versionId this version
 * @param version counts from 1
 */
public record ProductRef(ProductId id, int no, ProductVersionId versionId, int version) {}
