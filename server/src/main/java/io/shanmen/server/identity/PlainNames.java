package io.shanmen.server.identity;

import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Names that a version before the seals left in plain: sealed at the first start after it. */
@Component
class PlainNames {

  private static final Logger log = LoggerFactory.getLogger(PlainNames.class);

  private final JdbcClient jdbc;
  private final SealedNames sealed;
  private final TransactionTemplate transaction;

  PlainNames(JdbcClient jdbc, SealedNames sealed, PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    this.sealed = sealed;
    this.transaction = new TransactionTemplate(transactions);
  }

  private record Plain(UUID operatorId, String signInName, String name) {}

  /** Seals all, or none if the server is killed meanwhile. */
  void sealAll() {
    transaction.executeWithoutResult(
        status -> {
          List<Plain> left =
              jdbc.sql("SELECT operator_id, sign_in_name, name FROM identity.plain_name")
                  .query(
                      (row, number) ->
                          new Plain(
                              row.getObject("operator_id", UUID.class),
                              row.getString("sign_in_name"),
                              row.getString("name")))
                  .list();
          if (!left.isEmpty()) {
            left.forEach(this::seal);
            // Not DELETE, which would leave the names in the file.
            jdbc.sql("TRUNCATE identity.plain_name").update();
            log.info("Sealed the names of {} operators", left.size());
          }
        });
  }

  private void seal(Plain plain) {
    UUID id = plain.operatorId();
    jdbc.sql(
            """
            UPDATE identity.operator SET sign_in_name = ?, sign_in_index = ?, name = ?
            WHERE operator_id = ?
            """)
        .params(
            sealed.seal(SealedNames.SIGN_IN_NAME, id, plain.signInName()),
            SealedNames.bytes(sealed.index(plain.signInName())),
            sealed.seal(SealedNames.NAME, id, plain.name()),
            id)
        .update();
  }
}
