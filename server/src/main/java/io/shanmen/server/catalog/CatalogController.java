package io.shanmen.server.catalog;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.kernel.time.BusinessDay;
import io.shanmen.server.catalog.Products.Product;
import io.shanmen.server.catalog.Products.Version;
import io.shanmen.server.identity.Permit;
import io.shanmen.server.identity.SignedIn;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Ticket types over HTTP. */
@RestController
@RequestMapping("/api/catalog")
class CatalogController {

  private static final String WINDOW = "WINDOW";

  /**
   * Asks to publish the draft.
   *
   * @param versionId made by the client; the same id again is the same version
   */
  record PublishRequest(@NotNull UUID versionId) {}

  private final Products products;
  private final Offers offers;
  private final Catalog catalog;

  CatalogController(Products products, Offers offers, Catalog catalog) {
    this.products = products;
    this.offers = offers;
    this.catalog = catalog;
  }

  /** What a window can sell for a day of visit (today if none is given): price and places left. */
  @GetMapping("/offers")
  @Permit(CatalogPermissions.VIEW)
  List<Offer> offers(@RequestParam(required = false) @Nullable LocalDate day) {
    BusinessDay visitDay = day == null ? catalog.today() : new BusinessDay(day);
    return offers.on(visitDay, WINDOW);
  }

  @GetMapping("/products")
  @Permit(CatalogPermissions.VIEW)
  List<Product> products() {
    return products.all();
  }

  @GetMapping("/products/{productId}")
  @Permit(CatalogPermissions.VIEW)
  Outcome<Product> product(@PathVariable UUID productId) {
    return products.find(new ProductId(productId));
  }

  @GetMapping("/products/{productId}/versions")
  @Permit(CatalogPermissions.VIEW)
  List<Version> versions(@PathVariable UUID productId) {
    return products.history(new ProductId(productId));
  }

  /** Saves a draft; the first draft of an id that nobody knows makes a new type. */
  @PutMapping("/products/{productId}/draft")
  @Permit(CatalogPermissions.EDIT)
  Outcome<Product> saveDraft(
      @PathVariable UUID productId, @RequestBody ProductTerms terms, SignedIn who) {
    return products.saveDraft(new ProductId(productId), terms, who);
  }

  @PostMapping("/products/{productId}/versions")
  @Permit(CatalogPermissions.PUBLISH)
  Outcome<Product> publish(
      @PathVariable UUID productId, @Valid @RequestBody PublishRequest request, SignedIn who) {
    return products.publish(
        new ProductId(productId), new ProductVersionId(request.versionId()), who);
  }

  @PostMapping("/products/{productId}/on-sale")
  @Permit(CatalogPermissions.PUBLISH)
  Outcome<Product> putOnSale(@PathVariable UUID productId, SignedIn who) {
    return products.setOnSale(new ProductId(productId), true, who);
  }

  @PostMapping("/products/{productId}/off-sale")
  @Permit(CatalogPermissions.PUBLISH)
  Outcome<Product> takeOffSale(@PathVariable UUID productId, SignedIn who) {
    return products.setOnSale(new ProductId(productId), false, who);
  }

  @PostMapping("/products/{productId}/retirement")
  @Permit(CatalogPermissions.PUBLISH)
  Outcome<Product> retire(@PathVariable UUID productId, SignedIn who) {
    return products.retire(new ProductId(productId), who);
  }
}
