package io.shanmen.server.catalog;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.kernel.outcome.Refusal;
import io.shanmen.server.audit.Audit;
import io.shanmen.server.audit.AuditEntry;
import io.shanmen.server.audit.AuditSubject;
import io.shanmen.server.catalog.ProductStore.Published;
import io.shanmen.server.catalog.ProductStore.Stored;
import io.shanmen.server.identity.OperatorNames;
import io.shanmen.server.identity.SignedIn;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Ticket types in the back office: drafts, versions, on sale and off. */
@Component
class Products {

  private final ProductStore store;
  private final Assortments assortments;
  private final OperatorNames names;
  private final DraftCheck check;
  private final Audit audit;
  private final ApplicationEventPublisher events;
  private final InstantSource clock;

  Products(
      ProductStore store,
      Assortments assortments,
      OperatorNames names,
      DraftCheck check,
      Audit audit,
      ApplicationEventPublisher events,
      InstantSource clock) {
    this.store = store;
    this.assortments = assortments;
    this.names = names;
    this.check = check;
    this.audit = audit;
    this.events = events;
    this.clock = clock;
  }

  /**
   * A ticket type as the back office sees it.
   *
   * @param productId made by the client that saved the first draft
   * @param productNo its short number
   * @param state where it stands
   * @param current the version that is sold; null if none was published
   * @param draft the terms that are being edited; null if none
   * @param draftSavedAt when they were saved
   */
  record Product(
      UUID productId,
      int productNo,
      ProductState state,
      @Nullable Version current,
      @Nullable ProductTerms draft,
      @Nullable Instant draftSavedAt) {}

  /** A published version. */
  record Version(
      UUID versionId, int version, ProductTerms terms, String publishedBy, Instant publishedAt) {

    static Version of(Published published, OperatorNames names) {
      ProductRef ref = published.version().ref();
      return new Version(
          ref.versionId().value(),
          ref.version(),
          published.version().terms(),
          names.of(published.publishedBy()),
          published.publishedAt());
    }
  }

  private Version shown(Published published) {
    return Version.of(published, names);
  }

  List<Product> all() {
    List<Stored> stored = store.all();
    Map<ProductVersionId, Published> versions =
        store.versions(
            stored.stream()
                .map(Stored::current)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList());
    return stored.stream().map(product -> product(product, versions)).toList();
  }

  Outcome<Product> find(ProductId id) {
    return store
        .find(id)
        .map(stored -> Outcome.done(product(stored)))
        .orElseGet(() -> Outcome.refused(CatalogProblem.PRODUCT_NOT_FOUND));
  }

  /** All versions, the first first. */
  List<Version> history(ProductId id) {
    return store.history(id).stream().map(this::shown).toList();
  }

  /** Saves what a type shall become; what is sold does not change by it. */
  @Transactional
  Outcome<Product> saveDraft(ProductId id, ProductTerms terms, SignedIn who) {
    Optional<Stored> known = store.lock(id);
    if (known.filter(product -> product.state() == ProductState.RETIRED).isPresent()) {
      return Outcome.refused(CatalogProblem.PRODUCT_RETIRED);
    }
    store.saveDraft(id, terms, clock.instant());
    log(who, "draft_saved", id, Map.of("nameZh", terms.names().zh()));
    return find(id);
  }

  /**
   * Makes the draft the version that is sold from now on. Tickets that were sold keep theirs.
   *
   * @param versionId made by the client; the same id again is the same version
   */
  @Transactional
  Outcome<Product> publish(ProductId id, ProductVersionId versionId, SignedIn who) {
    Optional<Stored> known = store.lock(id);
    if (known.isEmpty()) {
      return Outcome.refused(CatalogProblem.PRODUCT_NOT_FOUND);
    }
    Published published = store.versions(List.of(versionId)).get(versionId);
    if (published != null) {
      return published.version().ref().id().equals(id)
          ? find(id)
          : Outcome.refused(CatalogProblem.VERSION_CONFLICT);
    }
    return publishable(known.get())
        .then(
            terms -> {
              store.publish(known.get(), versionId, who, clock.instant());
              assortments.changed();
              events.publishEvent(new ProductPublished(versionId, known.get().no()));
              log(who, "version_published", id, Map.of("versionId", versionId.value()));
              return find(id);
            });
  }

  /** Puts a type on sale or takes it off. */
  @Transactional
  Outcome<Product> setOnSale(ProductId id, boolean onSale, SignedIn who) {
    ProductState next = onSale ? ProductState.ON_SALE : ProductState.OFF_SALE;
    return change(id, next, onSale ? "put_on_sale" : "taken_off_sale", who);
  }

  /** Ends a type: it is never sold again. */
  @Transactional
  Outcome<Product> retire(ProductId id, SignedIn who) {
    return change(id, ProductState.RETIRED, "product_retired", who);
  }

  private Outcome<Product> change(ProductId id, ProductState next, String action, SignedIn who) {
    Optional<Stored> known = store.lock(id);
    if (known.isEmpty()) {
      return Outcome.refused(CatalogProblem.PRODUCT_NOT_FOUND);
    }
    if (known.get().state() == next) {
      return find(id);
    }
    if (known.get().state() == ProductState.RETIRED) {
      return Outcome.refused(CatalogProblem.PRODUCT_RETIRED);
    }
    if (known.get().current() == null && next != ProductState.RETIRED) {
      return Outcome.refused(CatalogProblem.PRODUCT_NOT_PUBLISHED);
    }
    if (next == ProductState.ON_SALE) {
      Optional<Refusal> clash = hotKeyClash(known.get());
      if (clash.isPresent()) {
        return Outcome.refused(clash.get());
      }
    }
    store.setState(id, next);
    assortments.changed();
    log(who, action, id, Map.of("state", next));
    return find(id);
  }

  private Outcome<ProductTerms> publishable(Stored product) {
    ProductTerms draft = product.draft();
    if (product.state() == ProductState.RETIRED) {
      return Outcome.refused(CatalogProblem.PRODUCT_RETIRED);
    }
    if (draft == null) {
      return Outcome.refused(CatalogProblem.DRAFT_MISSING);
    }
    return check.check(product.id(), draft);
  }

  private Optional<Refusal> hotKeyClash(Stored product) {
    ProductVersionId current = product.current();
    Published published = current == null ? null : store.versions(List.of(current)).get(current);
    return published == null
        ? Optional.empty()
        : check.hotKeyClash(product.id(), published.version().terms());
  }

  private Product product(Stored stored) {
    ProductVersionId current = stored.current();
    return product(stored, current == null ? Map.of() : store.versions(List.of(current)));
  }

  private Product product(Stored stored, Map<ProductVersionId, Published> versions) {
    ProductVersionId current = stored.current();
    Published published = current == null ? null : versions.get(current);
    return new Product(
        stored.id().value(),
        stored.no(),
        stored.state(),
        published == null ? null : shown(published),
        stored.draft(),
        stored.draftSavedAt());
  }

  private void log(SignedIn who, String what, ProductId id, Map<String, Object> facts) {
    audit.record(
        AuditEntry.done(who.actor(), "catalog." + what, AuditSubject.of("product", id.value()))
            .after(Map.copyOf(facts)));
  }
}
