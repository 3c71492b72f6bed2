package io.shanmen.server.foundation;

import io.shanmen.server.postgres.TestPostgres;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Gives each server of a test run a database of its own on the run's one PostgreSQL. */
final class ParkITDatabase
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    TestPropertyValues.of(TestPostgres.settings()).applyTo(context);
  }
}
