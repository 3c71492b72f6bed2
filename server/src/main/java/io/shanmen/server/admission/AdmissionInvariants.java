package io.shanmen.server.admission;

import io.shanmen.server.foundation.Invariant;
import io.shanmen.server.foundation.SqlInvariant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What holds between passages, tickets and the count, whatever happened. Tickets that no gate has
 * ever seen are none of admission's business.
 */
@Configuration(proxyBeanMethods = false)
class AdmissionInvariants {

  @Bean
  Invariant nobodyIsAdmittedTwice(JdbcClient jdbc) {
    return new SqlInvariant(
        jdbc,
        "I4 first passages without a conflict are as many as the uses that ticketing counts",
        """
        SELECT 'ticket ' || t.ticket_no || ': used ' || t.used || ', passed ' || count(p.nth)
        FROM ticketing.v_tickets t
        LEFT JOIN admission.passage p
          ON p.ticket_no = t.ticket_no AND p.kind = 'FIRST' AND p.conflict IS NULL
        WHERE EXISTS (SELECT 1 FROM admission.passage known WHERE known.ticket_no = t.ticket_no)
        GROUP BY t.ticket_no, t.used, t.uses
        HAVING count(p.nth) <> t.used OR (t.uses > 0 AND count(p.nth) > t.uses)
        """);
  }

  @Bean
  Invariant reservationsAreThoseOfOpenPresentations(JdbcClient jdbc) {
    return new SqlInvariant(
        jdbc,
        "what ticketing holds as reserved is what open presentations still wait for",
        """
        SELECT 'ticket ' || t.ticket_no || ': reserved ' || t.reserved || ', open '
               || coalesce(sum(p.people - p.passed), 0)
        FROM ticketing.ticket t
        LEFT JOIN admission.presentation p
          ON p.ticket_no = t.ticket_no AND p.state = 'OPEN' AND p.passage = 'FIRST'
        WHERE EXISTS (
          SELECT 1 FROM admission.presentation known WHERE known.ticket_no = t.ticket_no)
        GROUP BY t.ticket_no, t.reserved
        HAVING t.reserved <> coalesce(sum(p.people - p.passed), 0)
        """);
  }

  @Bean
  Invariant inParkIsTheSumOfPassages(JdbcClient jdbc) {
    return new SqlInvariant(
        jdbc,
        "I8 the count of people in the park stands on the passages of the day",
        """
        SELECT 'day ' || o.business_day || ': ' || o.ins || ' in and ' || o.outs || ' out counted, '
               || s.ins || ' and ' || s.outs || ' passed'
        FROM admission.occupancy o
        JOIN LATERAL (
          SELECT count(*) FILTER (WHERE inbound) AS ins, count(*) FILTER (WHERE NOT inbound) AS outs
          FROM admission.v_passages p WHERE p.business_day = o.business_day
        ) s ON true
        WHERE o.ins <> s.ins OR o.outs <> s.outs
        """);
  }

  @Bean
  Invariant everyPassageOfAPresentationIsBooked(JdbcClient jdbc) {
    return new SqlInvariant(
        jdbc,
        "a presentation counts as many people as it has passages",
        """
        SELECT 'presentation ' || r.request_id || ': ' || r.passed || ' passed, '
               || count(p.nth) || ' booked'
        FROM admission.presentation r
        LEFT JOIN admission.passage p ON p.request_id = r.request_id AND p.nth <= r.people
        WHERE r.people > 0
        GROUP BY r.request_id, r.passed
        HAVING count(p.nth) <> r.passed
        """);
  }

  @Bean
  Invariant everyConflictHasItsRecord(JdbcClient jdbc) {
    return new SqlInvariant(
        jdbc,
        "every passage with a conflict has a record of it, and the other way round",
        """
        SELECT 'passage ' || coalesce(p.request_id, c.request_id)
        FROM (SELECT * FROM admission.passage WHERE conflict IS NOT NULL) p
        FULL JOIN admission.conflict c USING (request_id, nth)
        WHERE p.request_id IS NULL OR c.request_id IS NULL
        """);
  }
}
