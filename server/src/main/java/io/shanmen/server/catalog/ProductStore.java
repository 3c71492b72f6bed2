package io.shanmen.server.catalog;

import io.shanmen.server.identity.SignedIn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads and writes ticket types. Versions never change, so each is read once and kept; not within a
 * transaction, which may have written it and may yet be undone.
 */
@Component
class ProductStore {

  private static final String PRODUCT =
      """
      SELECT product_id, product_no, state, current_version_id, draft, draft_saved_at
      FROM catalog.product
      """;

  /**
   * A ticket type as it is stored.
   *
   * @param draft the terms that are being edited; null if none
   */
  record Stored(
      ProductId id,
      int no,
      ProductState state,
      @Nullable ProductVersionId current,
      @Nullable ProductTerms draft,
      @Nullable Instant draftSavedAt) {}

  /** A version with who published it, and when. */
  record Published(ProductVersion version, UUID publishedBy, Instant publishedAt) {}

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final Map<ProductVersionId, Published> versions = new ConcurrentHashMap<>();

  ProductStore(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  List<Stored> all() {
    return jdbc.sql(PRODUCT + "ORDER BY product_no").query(this::stored).list();
  }

  Optional<Stored> find(ProductId id) {
    return jdbc.sql(PRODUCT + "WHERE product_id = ?")
        .param(id.value())
        .query(this::stored)
        .optional();
  }

  Optional<Stored> lock(ProductId id) {
    return jdbc.sql(PRODUCT + "WHERE product_id = ? FOR UPDATE")
        .param(id.value())
        .query(this::stored)
        .optional();
  }

  Map<ProductVersionId, Published> versions(Collection<ProductVersionId> ids) {
    Map<ProductVersionId, Published> found = new HashMap<>();
    List<UUID> missing = new ArrayList<>();
    for (ProductVersionId id : ids) {
      Published version = versions.get(id);
      if (version == null) {
        missing.add(id.value());
      } else {
        found.put(id, version);
      }
    }
    if (!missing.isEmpty()) {
      read("WHERE v.product_version_id = ANY (?::uuid[])", missing.toArray(UUID[]::new))
          .forEach(version -> found.put(version.version().ref().versionId(), version));
      if (!TransactionSynchronizationManager.isActualTransactionActive()) {
        versions.putAll(found);
      }
    }
    return found;
  }

  List<Published> history(ProductId id) {
    return read("WHERE v.product_id = ANY (?::uuid[])", new UUID[] {id.value()});
  }

  /** Saves a draft, of a new type where there is none of that id. */
  void saveDraft(ProductId id, ProductTerms terms, Instant now) {
    jdbc.sql(
            """
            INSERT INTO catalog.product
              (product_id, state, draft, draft_saved_at, created_at)
            VALUES (?, 'DRAFT', ?::jsonb, ?, ?)
            ON CONFLICT (product_id) DO UPDATE
            SET draft = excluded.draft, draft_saved_at = excluded.draft_saved_at
            """)
        .params(id.value(), json.writeValueAsString(terms), utc(now), utc(now))
        .update();
  }

  /** Makes the draft the next version. */
  void publish(Stored product, ProductVersionId versionId, SignedIn who, Instant now) {
    jdbc.sql(
            """
            INSERT INTO catalog.product_version
              (product_version_id, product_id, version, terms, published_by, published_at)
            SELECT ?, product_id,
              1 + (SELECT count(*) FROM catalog.product_version v WHERE v.product_id = p.product_id),
              draft, ?, ?
            FROM catalog.product p WHERE product_id = ?
            """)
        .params(versionId.value(), who.operatorId(), utc(now), product.id().value())
        .update();
    jdbc.sql(
            """
            UPDATE catalog.product
            SET current_version_id = ?, draft = NULL, draft_saved_at = NULL,
              state = CASE state WHEN 'DRAFT' THEN 'ON_SALE' ELSE state END
            WHERE product_id = ?
            """)
        .params(versionId.value(), product.id().value())
        .update();
  }

  void setState(ProductId id, ProductState state) {
    jdbc.sql("UPDATE catalog.product SET state = ? WHERE product_id = ?")
        .params(state.name(), id.value())
        .update();
  }

  private List<Published> read(String where, UUID[] ids) {
    return jdbc.sql(
            """
            SELECT v.product_version_id, v.product_id, p.product_no, v.version, v.terms,
              v.published_by, v.published_at
            FROM catalog.product_version v JOIN catalog.product p USING (product_id)
            """
                + where
                + " ORDER BY p.product_no, v.version")
        .param(ids)
        .query(
            (row, number) ->
                new Published(
                    new ProductVersion(
                        new ProductRef(
                            new ProductId(row.getObject("product_id", UUID.class)),
                            row.getInt("product_no"),
                            new ProductVersionId(row.getObject("product_version_id", UUID.class)),
                            row.getInt("version")),
                        terms(row.getString("terms"))),
                    row.getObject("published_by", UUID.class),
                    row.getObject("published_at", OffsetDateTime.class).toInstant()))
        .list();
  }

  private Stored stored(ResultSet row, int number) throws SQLException {
    @Nullable UUID current = row.getObject("current_version_id", UUID.class);
    @Nullable String draft = row.getString("draft");
    @Nullable OffsetDateTime savedAt = row.getObject("draft_saved_at", OffsetDateTime.class);
    return new Stored(
        new ProductId(row.getObject("product_id", UUID.class)),
        row.getInt("product_no"),
        ProductState.valueOf(row.getString("state")),
        current == null ? null : new ProductVersionId(current),
        draft == null ? null : terms(draft),
        savedAt == null ? null : savedAt.toInstant());
  }

  private ProductTerms terms(String stored) {
    return json.readValue(stored, ProductTerms.class);
  }

  private static OffsetDateTime utc(Instant moment) {
    return OffsetDateTime.ofInstant(moment, ZoneOffset.UTC);
  }
}
