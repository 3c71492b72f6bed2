package io.shanmen.server.ticketing;

import io.shanmen.server.foundation.Invariant;
import io.shanmen.server.foundation.SqlInvariant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What holds of tickets after every transaction. */
@Configuration(proxyBeanMethods = false)
class TicketingInvariants {

  @Bean
  Invariant admittedWithinEntitled(JdbcClient jdbc) {
    return new SqlInvariant(
        jdbc,
        "admitted ≤ entitled: no ticket is used or reserved beyond its uses",
        """
        SELECT 'ticket ' || ticket_no || ': ' || used || ' used, ' || reserved
               || ' reserved of ' || uses
        FROM ticketing.ticket WHERE uses > 0 AND used + reserved > uses
        """);
  }

  @Bean
  Invariant statesAgreeWithUses(JdbcClient jdbc) {
    return new SqlInvariant(
        jdbc,
        "a ticket's state agrees with its uses",
        """
        SELECT 'ticket ' || ticket_no || ': ' || state || ', ' || used || ' of ' || uses
        FROM ticketing.ticket
        WHERE (state = 'ISSUED' AND used > 0)
           OR (state = 'PARTIALLY_USED' AND (used = 0 OR (uses > 0 AND used >= uses)))
           OR (state = 'USED' AND (uses = 0 OR used < uses))
           OR (state IN ('REFUNDED', 'VOID') AND used + reserved > 0)
           OR (lock_id IS NOT NULL AND used + reserved > 0)
        """);
  }

  @Bean
  Invariant oneKeyWrites(JdbcClient jdbc) {
    return new SqlInvariant(
        jdbc,
        "exactly one key writes ticket codes, the newest",
        """
        SELECT 'epoch ' || epoch || ' is ' || state
        FROM ticketing.code_key
        WHERE (state = 'ACTIVE') <> (epoch = (SELECT max(epoch) FROM ticketing.code_key))
        """);
  }

  @Bean
  Invariant reprintsAreCounted(JdbcClient jdbc) {
    return new SqlInvariant(
        jdbc,
        "F7: each new code of a ticket is in its life",
        """
        SELECT 'ticket ' || t.ticket_no || ': code version ' || t.code_version
        FROM ticketing.ticket t
        WHERE t.code_version <> 1 + (SELECT count(*) FROM ticketing.ticket_event e
                                     WHERE e.ticket_no = t.ticket_no
                                       AND e.kind IN ('REPRINTED', 'CODE_RENEWED', 'MOVED_TO_PHONE'))
        """);
  }
}
