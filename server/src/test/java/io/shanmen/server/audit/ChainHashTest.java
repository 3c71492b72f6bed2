package io.shanmen.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing that an entry tells can be altered without its hash. */
class ChainHashTest {

  private static final Instant AT = Instant.parse("2026-10-01T02:00:00Z");
  private static final UUID ACTOR = new UUID(1, 1);
  private static final UUID TERMINAL = new UUID(2, 2);

  private static final AuditRecord ENTRY =
      new AuditRecord(
          7L,
          AT,
          AuditActor.Kind.OPERATOR,
          ACTOR,
          "林静",
          TERMINAL,
          "ordering.voided",
          "order",
          "17",
          "{\"a\":1}",
          "{\"a\":2}",
          "VOID_LIMIT");

  static Stream<AuditRecord> alterations() {
    return Stream.of(
        new AuditRecord(
            8L,
            AT,
            AuditActor.Kind.OPERATOR,
            ACTOR,
            "林静",
            TERMINAL,
            "ordering.voided",
            "order",
            "17",
            "{\"a\":1}",
            "{\"a\":2}",
            "VOID_LIMIT"),
        new AuditRecord(
            7L,
            AT.plusNanos(1_000),
            AuditActor.Kind.OPERATOR,
            ACTOR,
            "林静",
            TERMINAL,
            "ordering.voided",
            "order",
            "17",
            "{\"a\":1}",
            "{\"a\":2}",
            "VOID_LIMIT"),
        new AuditRecord(
            7L,
            AT,
            AuditActor.Kind.DEVICE,
            ACTOR,
            "林静",
            TERMINAL,
            "ordering.voided",
            "order",
            "17",
            "{\"a\":1}",
            "{\"a\":2}",
            "VOID_LIMIT"),
        new AuditRecord(
            7L,
            AT,
            AuditActor.Kind.OPERATOR,
            TERMINAL,
            "林静",
            TERMINAL,
            "ordering.voided",
            "order",
            "17",
            "{\"a\":1}",
            "{\"a\":2}",
            "VOID_LIMIT"),
        new AuditRecord(
            7L,
            AT,
            AuditActor.Kind.OPERATOR,
            ACTOR,
            "周强",
            TERMINAL,
            "ordering.voided",
            "order",
            "17",
            "{\"a\":1}",
            "{\"a\":2}",
            "VOID_LIMIT"),
        new AuditRecord(
            7L,
            AT,
            AuditActor.Kind.OPERATOR,
            ACTOR,
            "林静",
            ACTOR,
            "ordering.voided",
            "order",
            "17",
            "{\"a\":1}",
            "{\"a\":2}",
            "VOID_LIMIT"),
        new AuditRecord(
            7L,
            AT,
            AuditActor.Kind.OPERATOR,
            ACTOR,
            "林静",
            TERMINAL,
            "ordering.sold",
            "order",
            "17",
            "{\"a\":1}",
            "{\"a\":2}",
            "VOID_LIMIT"),
        new AuditRecord(
            7L,
            AT,
            AuditActor.Kind.OPERATOR,
            ACTOR,
            "林静",
            TERMINAL,
            "ordering.voided",
            "refund",
            "17",
            "{\"a\":1}",
            "{\"a\":2}",
            "VOID_LIMIT"),
        new AuditRecord(
            7L,
            AT,
            AuditActor.Kind.OPERATOR,
            ACTOR,
            "林静",
            TERMINAL,
            "ordering.voided",
            "order",
            "18",
            "{\"a\":1}",
            "{\"a\":2}",
            "VOID_LIMIT"),
        new AuditRecord(
            7L,
            AT,
            AuditActor.Kind.OPERATOR,
            ACTOR,
            "林静",
            TERMINAL,
            "ordering.voided",
            "order",
            "17",
            "{\"a\":3}",
            "{\"a\":2}",
            "VOID_LIMIT"),
        new AuditRecord(
            7L,
            AT,
            AuditActor.Kind.OPERATOR,
            ACTOR,
            "林静",
            TERMINAL,
            "ordering.voided",
            "order",
            "17",
            "{\"a\":1}",
            null,
            "VOID_LIMIT"),
        new AuditRecord(
            7L,
            AT,
            AuditActor.Kind.OPERATOR,
            ACTOR,
            "林静",
            TERMINAL,
            "ordering.voided",
            "order",
            "17",
            "{\"a\":1}",
            "{\"a\":2}",
            null),
        new AuditRecord(
            7L,
            AT,
            AuditActor.Kind.OPERATOR,
            ACTOR,
            "林静",
            TERMINAL,
            "ordering.voided",
            "order",
            "17",
            "{\"a\":2}",
            "{\"a\":1}",
            "VOID_LIMIT"));
  }

  @ParameterizedTest
  @MethodSource("alterations")
  void everyFieldOfAnEntryIsUnderItsHash(AuditRecord altered) {
    assertThat(ChainHash.ofEntry(altered)).isNotEqualTo(ChainHash.ofEntry(ENTRY));
  }
}
