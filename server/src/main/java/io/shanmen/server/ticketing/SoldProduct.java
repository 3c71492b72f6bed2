package io.shanmen.server.ticketing;

import java.util.UUID;

/**
 * A ticket type in the version that was sold.
 *
 * @param id the type through all versions
 * @param versionId the version
 * @param no the type's short number
 * @param version counts from 1
 * @param nameZh its Chinese name at the sale
 * @param nameEn its English name at the sale
 */
public record SoldProduct(
    UUID id, UUID versionId, int no, int version, String nameZh, String nameEn) {}
