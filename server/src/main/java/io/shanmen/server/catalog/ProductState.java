package io.shanmen.server.catalog;

/** The life of a ticket type. */
public enum ProductState {
  /** Never published. */
  DRAFT,
  /** Sold (上架). */
  ON_SALE,
  /** Not sold for the time being (下架). */
  OFF_SALE,
  /** Never sold again (停用); tickets that were sold stay what they are. */
  RETIRED
}
