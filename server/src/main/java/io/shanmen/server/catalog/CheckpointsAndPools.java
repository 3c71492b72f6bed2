package io.shanmen.server.catalog;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.kernel.outcome.Refusal;
import io.shanmen.kernel.validity.CheckpointSet;
import io.shanmen.server.audit.Audit;
import io.shanmen.server.audit.AuditEntry;
import io.shanmen.server.audit.AuditSubject;
import io.shanmen.server.identity.SignedIn;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Checkpoints and pools of places in the back office. */
@Component
class CheckpointsAndPools {

  private final PlaceStore store;
  private final Assortments assortments;
  private final Catalog catalog;
  private final Audit audit;

  CheckpointsAndPools(PlaceStore store, Assortments assortments, Catalog catalog, Audit audit) {
    this.store = store;
    this.assortments = assortments;
    this.catalog = catalog;
    this.audit = audit;
  }

  List<Checkpoint> checkpoints() {
    return store.checkpoints();
  }

  List<PlacePool> pools() {
    return store.pools();
  }

  @Transactional
  Outcome<Checkpoint> save(int no, Names names, boolean active, SignedIn who) {
    if (no < 1 || no > Checkpoint.LIMIT_CHECKPOINTS) {
      return Outcome.refused(Refusal.of(CatalogProblem.CHECKPOINT_UNKNOWN, "no", no));
    }
    Optional<ProductVersion> user = active ? Optional.empty() : userOf(no);
    if (user.isPresent()) {
      return Outcome.refused(
          CatalogProblem.CHECKPOINT_IN_USE, Map.of("no", no, "productNo", user.get().ref().no()));
    }
    Checkpoint checkpoint = new Checkpoint(no, names, active);
    store.save(checkpoint);
    audit.record(
        AuditEntry.done(who.actor(), "catalog.checkpoint_saved", AuditSubject.of("checkpoint", no))
            .after(Map.of("nameZh", names.zh(), "active", active)));
    return Outcome.done(checkpoint);
  }

  /** Sold places keep their slot, so slots may be added but neither changed nor removed. */
  @Transactional
  Outcome<PlacePool> save(PlacePool pool, SignedIn who) {
    PlacePool before = catalog.placePools(List.of(pool.id())).get(pool.id());
    boolean numbered =
        pool.slots().stream().map(Slot::no).distinct().count() == pool.slots().size();
    boolean kept =
        before == null
            || (before.isBySlot() == pool.isBySlot() && pool.slots().containsAll(before.slots()));
    if (!numbered || !kept) {
      return Outcome.refused(CatalogProblem.SLOTS_ARE_FIXED);
    }
    store.save(pool);
    assortments.changed();
    audit.record(
        AuditEntry.done(
                who.actor(),
                "catalog.place_pool_saved",
                AuditSubject.of("place_pool", pool.id().value()))
            .after(Map.of("nameZh", pool.names().zh(), "slots", pool.slots().size())));
    return Outcome.done(pool);
  }

  private Optional<ProductVersion> userOf(int no) {
    return catalog.onSale(catalog.today()).stream()
        .filter(
            version -> {
              CheckpointSet set = version.terms().admission().route().checkpoints();
              return !set.equals(CheckpointSet.ALL) && set.contains(no);
            })
        .findFirst();
  }
}
