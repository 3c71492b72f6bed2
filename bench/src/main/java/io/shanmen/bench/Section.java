package io.shanmen.bench;

/** One part of the report. */
@FunctionalInterface
interface Section {
  void run(Ground ground) throws Exception;
}
