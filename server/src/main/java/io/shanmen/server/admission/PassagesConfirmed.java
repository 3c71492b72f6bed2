package io.shanmen.server.admission;

import java.util.List;

/** People passed: one event for all passages of a set, within its transaction. */
public record PassagesConfirmed(List<ConfirmedPassage> passages) {

  public PassagesConfirmed {
    passages = List.copyOf(passages);
  }
}
