package io.shanmen.server.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shanmen.server.foundation.Ids;
import io.shanmen.server.foundation.ParkIT;
import io.shanmen.server.foundation.TestClock;
import io.shanmen.server.identity.OperatorNames;
import io.shanmen.server.identity.TestOperators;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Sealed fields, and the change of the key that seals them. */
@ParkIT
class FieldsIT {

  private static final SealedColumn NAME =
      new SealedColumn("identity.operator", "operator_id", "name");
  private static final SealedColumn SIGN_IN_NAME =
      new SealedColumn("identity.operator", "operator_id", "sign_in_name");
  private static final UUID ROW = new UUID(1, 2);

  @Autowired Fields fields;
  @Autowired FieldKeys fieldKeys;
  @Autowired Resealing resealing;
  @Autowired SealedFieldsInvariant invariant;
  @Autowired FreshDataKeys memory;
  @Autowired TestOperators operators;
  @Autowired OperatorNames names;
  @Autowired JdbcClient jdbc;
  @Autowired Ids ids;
  @Autowired TestClock clock;
  @Autowired PlatformTransactionManager transactions;

  @Test
  void aSealedValueTellsNothingAndOpensInItsPlace() {
    byte[] sealed = fields.seal(NAME, ROW, "王小丽");
    assertThat(new String(sealed, StandardCharsets.UTF_8)).doesNotContain("王");
    assertThat(fields.open(NAME, ROW, sealed)).contains("王小丽");
    assertThat(fields.seal(NAME, ROW, "王小丽")).isNotEqualTo(sealed);
  }

  @Test
  void aValueThatWasMovedOrAlteredDoesNotOpen() {
    byte[] sealed = fields.seal(NAME, ROW, "王小丽");
    assertThatThrownBy(() -> fields.open(NAME, new UUID(1, 3), sealed))
        .isInstanceOf(FieldAltered.class);
    assertThatThrownBy(() -> fields.open(SIGN_IN_NAME, ROW, sealed))
        .isInstanceOf(FieldAltered.class);
    for (int at : List.of(0, 8, 20, sealed.length - 1)) {
      byte[] altered = sealed.clone();
      altered[at] ^= 1;
      assertThatThrownBy(() -> fields.open(NAME, ROW, altered)).isInstanceOf(FieldAltered.class);
    }
    assertThatThrownBy(() -> fields.open(NAME, ROW, new byte[12])).isInstanceOf(FieldAltered.class);
  }

  @Test
  void anIndexIsTheSameForTheSameTextOfTheSameColumnOnly() {
    assertThat(fields.index(NAME, "wang.li")).hasSize(32).isEqualTo(fields.index(NAME, "wang.li"));
    assertThat(fields.index(NAME, "wang.li"))
        .isNotEqualTo(fields.index(NAME, "wang.la"))
        .isNotEqualTo(fields.index(SIGN_IN_NAME, "wang.li"));
  }

  @Test
  void aServerThatStartsAgainReadsWhatItSealedBefore() {
    byte[] sealed = fields.seal(NAME, ROW, "王小丽");
    byte[] index = fields.index(NAME, "wang.li");
    memory.restart();
    assertThat(fields.open(NAME, ROW, sealed)).contains("王小丽");
    assertThat(fields.index(NAME, "wang.li")).isEqualTo(index);
  }

  @Test
  void aKeyThatRetiresLeavesNothingBehindAlsoWhenTheServerIsKilledInTheMiddle() {
    List<UUID> added = new ArrayList<>();
    for (int number = 0; number < 130; number++) {
      UUID id = ids.next();
      operators.insert(id, "op" + number, "操作员第" + number, "hash");
      added.add(id);
    }
    int former = fieldKeys.all().getFirst().id();
    assertThat(fieldKeys.renew()).isTrue();
    int active = fieldKeys.all().getLast().id();
    assertThat(active).isNotEqualTo(former);
    assertThat(valuesUnder(former)).isEqualTo(260);
    assertThat(fieldKeys.renew()).as("one change at a time").isFalse();

    // Some sets are done, one is cut off, and the server starts again.
    assertThat(resealing.resealSet()).isEqualTo(Resealing.SET_LIMIT_VALUES);
    new TransactionTemplate(transactions)
        .executeWithoutResult(
            status -> {
              assertThat(resealing.resealSet()).isPositive();
              status.setRollbackOnly();
            });
    assertThat(valuesUnder(former)).isEqualTo(160);
    memory.restart();
    operators.afterReset();
    added.forEach(id -> assertThat(names.of(id)).startsWith("操作员第"));

    resealing.run();
    assertThat(valuesUnder(former)).isZero();
    assertThat(valuesUnder(active)).isEqualTo(260);
    assertThat(fieldKeys.all().getFirst().state()).isEqualTo(DataKeyState.RETIRING);
    clock.advance(Resealing.KEPT_FOR.plus(Duration.ofSeconds(1)));
    resealing.run();
    assertThat(fieldKeys.all().getFirst().state()).isEqualTo(DataKeyState.RETIRED);
    assertThat(
            jdbc.sql("SELECT count(*) FROM vault.data_key WHERE wrapped IS NOT NULL")
                .query(Integer.class)
                .single())
        .isOne();
    memory.restart();
    operators.afterReset();
    assertThat(names.of(added.getLast())).isEqualTo("操作员第129");
    assertThat(fieldKeys.renew()).isTrue();
  }

  @Test
  void aValueThatWasMovedIsFoundShownAsSuchAndKeepsItsKey() {
    UUID one = ids.next();
    UUID two = ids.next();
    operators.insert(one, "op.one", "张一", "hash");
    operators.insert(two, "op.two", "李二", "hash");
    byte[] right = sealedName(one);
    setName(one, sealedName(two));
    operators.afterReset();
    assertThat(invariant.violations()).containsExactly("identity.operator.name of " + one);
    assertThat(names.of(one)).contains("altered").doesNotContain("李二");
    assertThat(names.of(two)).isEqualTo("李二");

    int former = fieldKeys.all().getFirst().id();
    fieldKeys.renew();
    resealing.run();
    clock.advance(Duration.ofHours(1));
    resealing.run();
    assertThat(valuesUnder(former)).isOne();
    setName(one, right);
    resealing.run();
    assertThat(valuesUnder(former)).isZero();
  }

  private long valuesUnder(int keyId) {
    return resealing.valuesUnder(keyId);
  }

  private byte[] sealedName(UUID id) {
    return jdbc.sql("SELECT name FROM identity.operator WHERE operator_id = ?")
        .param(id)
        .query((row, number) -> row.getBytes(1))
        .single();
  }

  private void setName(UUID id, byte[] sealed) {
    jdbc.sql("UPDATE identity.operator SET name = ? WHERE operator_id = ?")
        .params(sealed, id)
        .update();
  }
}
