package io.shanmen.server.catalog;

import io.shanmen.kernel.validity.Entitlement;
import io.shanmen.kernel.validity.Route;
import io.shanmen.kernel.validity.Uses;
import io.shanmen.kernel.validity.ValidityPlan;

/**
 * Whom a ticket of this type lets in, when, how often and where.
 *
 * @param people how many people one ticket carries
 * @param validity from which a sold ticket's days are made (V1 to V10)
 * @param uses how often each person may enter
 * @param route at which checkpoints, in which order
 */
public record AdmissionTerms(
    PeoplePerTicket people, ValidityPlan validity, Uses uses, Route route) {

  /** What each ticket of a line of this quantity entitles to. */
  public Entitlement entitlement(int quantity) {
    return new Entitlement(people.headsPerTicket(quantity), uses, route);
  }
}
