package io.shanmen.kernel.pricing;

/**
 * A product as it was at some time: sold tickets keep theirs.
 *
 * @param productNo the product's number
 * @param version 1 for the first
 */
public record ProductVersion(int productNo, int version) {}
