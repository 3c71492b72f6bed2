package io.shanmen.server.foundation;

import io.shanmen.server.ShanmenServer;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test against the whole server on a real PostgreSQL, over plain HTTP on a free port. All such
 * tests of a run share one server. Before each test the database is emptied and a park is set up
 * ({@code 云门山风景区}, Asia/Shanghai, cut-off 04:00, CNY) and the {@link TestClock} stands at
 * 2026-10-01 10:00 there; after each test every {@link Invariant} is walked.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
    classes = ShanmenServer.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "shanmen.test=true",
      "shanmen.audit.in-background=false",
      "shanmen.keys.reseal-in-background=false",
      "server.ssl.enabled=false"
    })
@Import(ParkITConfiguration.class)
@ContextConfiguration(initializers = ParkITDatabase.class)
@ExtendWith(ParkITExtension.class)
public @interface ParkIT {}
