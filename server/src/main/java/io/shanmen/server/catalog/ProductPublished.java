package io.shanmen.server.catalog;

/** A version of a ticket type became the one that is sold; gates learn its name by this. */
public record ProductPublished(ProductVersionId versionId, int productNo) {}
