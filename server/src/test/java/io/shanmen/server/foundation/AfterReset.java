package io.shanmen.server.foundation;

/**
 * Puts back what a room made at its start and needs again after the database was emptied for the
 * next test: keys, built-in roles, caches. Rooms give such beans in their test sources.
 */
public interface AfterReset {
  void afterReset();
}
