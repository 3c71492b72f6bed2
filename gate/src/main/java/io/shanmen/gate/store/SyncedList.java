package io.shanmen.gate.store;

import io.shanmen.gate.store.ParkFactsHere.ProductName;
import io.shanmen.kernel.admission.Passage;
import io.shanmen.kernel.admission.PassageKind;
import io.shanmen.kernel.admission.Place;
import io.shanmen.kernel.admission.TicketState;
import io.shanmen.kernel.ticketcode.Claims;
import io.shanmen.kernel.ticketcode.ClaimsCodec;
import io.shanmen.kernel.ticketcode.KeyRing;
import io.shanmen.kernel.ticketcode.TicketRef;
import io.shanmen.kernel.time.BusinessDay;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the server has told all gates: keys, settings, tickets, uses (R84). The syncing thread
 * writes it; the lane reads it through a connection of its own and never waits for the writer.
 *
 * <p>A fresh list is built beside the one in use and takes its place when it is complete.
 */
public final class SyncedList implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String KEY = "KEY";
  private static final String SETTINGS = "SETTINGS";
  private static final String PARK = "PARK";
  private static final String GATE = "GATE";
  private static final String PRODUCT = "PRODUCT";
  private static final int ORDER_LIMIT_PEOPLE = 99;

  private static final String SCHEMA =
      """
      CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS thing (
        list INTEGER NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, json TEXT NOT NULL,
        PRIMARY KEY (list, kind, id)) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS ticket (
        list INTEGER NOT NULL, ticket_no INTEGER NOT NULL, code_version INTEGER NOT NULL,
        state TEXT NOT NULL, claims BLOB, PRIMARY KEY (list, ticket_no)) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS use (
        list INTEGER NOT NULL, ticket_no INTEGER NOT NULL, request_id TEXT NOT NULL,
        nth INTEGER NOT NULL, passage TEXT NOT NULL, gate_no INTEGER NOT NULL,
        checkpoint_no INTEGER NOT NULL, used_at INTEGER NOT NULL, conflict INTEGER NOT NULL,
        PRIMARY KEY (list, ticket_no, request_id, nth)) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS open_order (
        order_id TEXT PRIMARY KEY, people INTEGER NOT NULL, reason TEXT NOT NULL,
        by TEXT NOT NULL, not_after INTEGER NOT NULL) WITHOUT ROWID;
      """;

  /** One page of the feed, as it came. */
  public record Page(
      boolean reset, List<JsonNode> items, String cursor, boolean more, Instant asOf) {}

  private static final Duration WRITTEN_EVERY = Duration.ofMinutes(1);

  private final UUID gateId;
  private final SealedKeys sealed;
  private final Database writer;
  private final Database reader;
  private volatile ParkFactsHere facts;
  private volatile @Nullable Instant asOf;
  private volatile int readList;
  private final AtomicLong received = new AtomicLong();

  private SyncedList(Path folder, UUID gateId, KeyPair own) {
    this.gateId = gateId;
    this.sealed = new SealedKeys(gateId, own);
    Path file = folder.resolve("list.db");
    this.writer = Database.openOrReplace(file, false, SCHEMA, SyncedList::lookAt);
    this.reader = Database.open(file, false, SCHEMA);
    beginForThisGate();
    this.readList = number("list", 0);
    this.asOf = state("asOf").map(Instant::parse).orElse(null);
    this.facts = readFacts();
  }

  /** All that a start needs: what is kept of each ticket is read when somebody shows it. */
  private static void lookAt(Database file) {
    for (String table : List.of("state", "thing", "open_order")) {
      file.list(String.format(Locale.ROOT, "SELECT * FROM %s", table), row -> row.getString(1));
    }
  }

  /**
   * A folder may have served a gate that was enrolled under another id. Keys in it are wrapped for
   * that one, and so is whatever was said of its place: everything is asked for anew. Tickets and
   * uses serve until then.
   */
  private void beginForThisGate() {
    if (!state("gate").equals(Optional.of(gateId.toString()))) {
      writer.inTransaction(
          () -> {
            forgetCursor();
            revoked(false);
            writer.change("DELETE FROM open_order");
            set("gate", gateId.toString());
            return gateId;
          });
    }
  }

  /**
   * Opens the list in this folder; an empty one where there is none.
   *
   * @param own the gate's key pair, for which the server wraps keys; they are kept wrapped
   */
  public static SyncedList open(Path folder, UUID gateId, KeyPair own) {
    return new SyncedList(folder, gateId, own);
  }

  /** Where the next page begins, or null at first start. */
  public @Nullable String cursor() {
    return state("cursor").orElse(null);
  }

  /** The moment of which the list in use is complete, or null where it never was. */
  public @Nullable Instant asOf() {
    return asOf;
  }

  public ParkFactsHere facts() {
    return facts;
  }

  /**
   * Takes a page, in one transaction. Called by the syncing thread only.
   *
   * @return what is wrong with the items that could not be taken; the others have been, since one
   *     that this program does not understand must not keep it from hearing of a revoked key
   */
  public List<String> apply(Page page) {
    List<String> wrong = new ArrayList<>();
    boolean swapped = writer.inTransaction(() -> applyInTransaction(page, wrong));
    received.addAndGet(page.items().size());
    if (!page.more()) {
      asOf = page.asOf();
    }
    if (swapped) {
      readList = number("list", 0);
    }
    if (swapped || page.items().stream().anyMatch(SyncedList::isFact)) {
      facts = readFacts();
    }
    return wrong;
  }

  /**
   * The server has nothing that this list lacks, at this moment. Without it a list would grow old
   * over a quiet night. Written down once a minute only, to spare the disk. Called by the syncing
   * thread only.
   */
  public void isCompleteAt(Instant moment) {
    Instant before = asOf;
    if (before == null || !moment.isAfter(before)) {
      return;
    }
    asOf = moment;
    Instant written = state("asOf").map(Instant::parse).orElse(before);
    if (written.plus(WRITTEN_EVERY).isBefore(moment)) {
      set("asOf", moment.toString());
    }
  }

  private boolean applyInTransaction(Page page, List<String> wrong) {
    int inUse = number("list", 0);
    int filling = number("filling", inUse);
    if (page.reset()) {
      filling = Math.max(filling, inUse) + 1;
      set("filling", Integer.toString(filling));
      forgetListsExcept(inUse, filling);
    }
    for (JsonNode item : page.items()) {
      try {
        applyItem(filling, item);
      } catch (IllegalArgumentException | DateTimeException | JacksonException e) {
        wrong.add(item.path("kind").asString("item") + " " + item.path("seq") + ": " + e);
      }
    }
    set("cursor", page.cursor());
    if (page.more()) {
      return false;
    }
    set("asOf", page.asOf().toString());
    if (filling == inUse) {
      return false;
    }
    set("list", Integer.toString(filling));
    forgetListsExcept(filling, filling);
    return true;
  }

  private void forgetListsExcept(int one, int other) {
    for (String table : List.of("thing", "ticket", "use")) {
      writer.change(
          String.format(Locale.ROOT, "DELETE FROM %s WHERE list NOT IN (?, ?)", table), one, other);
    }
  }

  private void applyItem(int list, JsonNode item) {
    String kind = item.path("kind").asString("");
    switch (kind) {
      case KEY -> {
        var _ = sealed.key(item);
        thing(list, kind, item.path("number").asString(), item);
      }
      case SETTINGS -> {
        var _ = ParkSettings.of(item);
        thing(list, kind, "", item);
      }
      case PARK -> {
        var _ = fullOn(item);
        thing(list, kind, "", item);
      }
      case GATE -> {
        var _ = GatePlace.of(item);
        thing(list, kind, item.path("gateId").asString(), item);
      }
      case PRODUCT -> thing(list, kind, item.path("productNo").asString(), item);
      case "CHECKPOINT" -> thing(list, kind, item.path("no").asString(), item);
      case "TICKET" -> ticket(list, item);
      case "TICKET_STATE" -> ticketState(list, item);
      case "USE" -> use(list, item);
      case "OPEN_ORDER" -> openOrder(item);
      default -> {
        // A newer server tells newer gates more than this one understands.
      }
    }
  }

  private static boolean isFact(JsonNode item) {
    String kind = item.path("kind").asString("");
    return List.of(KEY, SETTINGS, PARK, GATE, PRODUCT).contains(kind);
  }

  private void thing(int list, String kind, String id, JsonNode item) {
    writer.change(
        "INSERT OR REPLACE INTO thing (list, kind, id, json) VALUES (?, ?, ?, ?)",
        list,
        kind,
        id,
        item.toString());
  }

  private static TicketRef ref(JsonNode item) {
    return new TicketRef(item.path("ticketNo").asLong(), item.path("codeVersion").asInt());
  }

  private void ticket(int list, JsonNode item) {
    TicketRef ticket = ref(item);
    writer.change(
        """
        INSERT OR REPLACE INTO ticket (list, ticket_no, code_version, state, claims)
        VALUES (?, ?, ?, ?, ?)
        """,
        list,
        ticket.number(),
        ticket.version(),
        item.path("state").asString(),
        Base64.getDecoder().decode(item.path("claims").asString()));
  }

  private void ticketState(int list, JsonNode item) {
    TicketRef ticket = ref(item);
    writer.change(
        """
        INSERT INTO ticket (list, ticket_no, code_version, state) VALUES (?, ?, ?, ?)
        ON CONFLICT (list, ticket_no)
        DO UPDATE SET code_version = excluded.code_version, state = excluded.state
        """,
        list,
        ticket.number(),
        ticket.version(),
        item.path("state").asString());
  }

  private void use(int list, JsonNode item) {
    // Read before it is kept: what is kept must be readable when somebody shows the ticket.
    Passage use =
        new Passage(
            UUID.fromString(item.path("requestId").asString()),
            item.path("nth").asInt(),
            PassageKind.valueOf(item.path("passage").asString()),
            new Place(item.path("gateNo").asInt(), item.path("checkpointNo").asInt()),
            Instant.parse(item.path("usedAt").asString()));
    writer.change(
        """
        INSERT OR REPLACE INTO use (list, ticket_no, request_id, nth, passage, gate_no,
          checkpoint_no, used_at, conflict) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        list,
        item.path("ticketNo").asLong(),
        use.request().toString(),
        use.nth(),
        use.kind().name(),
        use.place().gateNo(),
        use.place().checkpoint(),
        use.at().toEpochMilli(),
        item.path("conflict").asBoolean(false) ? 1 : 0);
  }

  private void openOrder(JsonNode item) {
    if (item.path("gateId").asString("").equals(gateId.toString())) {
      int people = item.path("people").asInt();
      if (people < 1 || people > ORDER_LIMIT_PEOPLE) {
        throw new IllegalArgumentException("an order to open for " + people);
      }
      writer.change(
          """
          INSERT OR IGNORE INTO open_order (order_id, people, reason, by, not_after)
          VALUES (?, ?, ?, ?, ?)
          """,
          UUID.fromString(item.path("orderId").asString()).toString(),
          people,
          item.path("reason").asString(""),
          item.path("by").asString(""),
          Instant.parse(item.path("notAfter").asString()).toEpochMilli());
    }
  }

  /** The orders to let people through whose time is not over. */
  public List<OpenOrder> openOrders(Instant now) {
    return reader.list(
        "SELECT order_id, people, reason, by, not_after FROM open_order" + " WHERE not_after >= ?",
        row ->
            new OpenOrder(
                UUID.fromString(row.getString(1)),
                row.getInt(2),
                row.getString(3),
                row.getString(4),
                Instant.ofEpochMilli(row.getLong(5))),
        now.toEpochMilli());
  }

  /** A ticket on the list in use. */
  public Optional<ListedTicket> ticket(long ticketNo) {
    return reader.first(
        "SELECT code_version, state, claims FROM ticket WHERE list = ? AND ticket_no = ?",
        row -> {
          TicketRef ticket = new TicketRef(ticketNo, row.getInt(1));
          byte[] claims = row.getBytes(3);
          return new ListedTicket(ticket, ticketState(row.getString(2)), claims(claims, ticket));
        },
        readList,
        ticketNo);
  }

  /** Who has passed on this ticket, at any gate, as far as the list knows; conflicts left out. */
  public List<Passage> uses(long ticketNo) {
    return reader.list(
        """
        SELECT request_id, nth, passage, gate_no, checkpoint_no, used_at FROM use
        WHERE list = ? AND ticket_no = ? AND conflict = 0 ORDER BY used_at, nth
        """,
        row ->
            new Passage(
                UUID.fromString(row.getString(1)),
                row.getInt(2),
                PassageKind.valueOf(row.getString(3)),
                new Place(row.getInt(4), row.getInt(5)),
                Instant.ofEpochMilli(row.getLong(6))),
        readList,
        ticketNo);
  }

  /** How many items the server has sent since the program started. */
  public long received() {
    return received.get();
  }

  /** How many tickets the list in use has. */
  public long ticketCount() {
    return writer
        .first("SELECT count(*) FROM ticket WHERE list = ?", row -> row.getLong(1), readList)
        .orElse(0L);
  }

  /**
   * Up to which entry the server has this journal; kept here so that the journal has one writer.
   */
  public long acknowledged(UUID journalId) {
    return reader
        .first("SELECT value FROM state WHERE name = ?", row -> row.getLong(1), "ack:" + journalId)
        .orElse(0L);
  }

  /** Forgets where the feed stood: the next page begins a fresh list. */
  public void forgetCursor() {
    writer.change("DELETE FROM state WHERE name = 'cursor'");
  }

  /** Whether an administrator had revoked this gate when the server was last heard. */
  public boolean isRevoked() {
    return state("revoked").isPresent();
  }

  /** Keeps the revocation, so that a gate that is started without a server stays out of use. */
  public void revoked(boolean isRevoked) {
    if (isRevoked) {
      set("revoked", "true");
    } else {
      writer.change("DELETE FROM state WHERE name = 'revoked'");
    }
  }

  public void acknowledge(UUID journalId, long seq) {
    set("ack:" + journalId, Long.toString(seq));
  }

  private static @Nullable Claims claims(byte @Nullable [] bytes, TicketRef ticket) {
    return bytes == null
        ? null
        : ClaimsCodec.decode(bytes).map(claims -> claims.withTicket(ticket)).orElse(null);
  }

  /** A state that this program does not know yet lets nobody in. */
  private static TicketState ticketState(String name) {
    for (TicketState state : TicketState.values()) {
      if (state.name().equals(name)) {
        return state;
      }
    }
    return TicketState.FROZEN;
  }

  private ParkFactsHere readFacts() {
    int list = number("list", 0);
    // Until the first list is complete, its keys and settings already serve: a gate that has just
    // been installed should not wait for a year's tickets.
    int readable = list == 0 ? number("filling", 0) : list;
    Map<Integer, ProductName> products = new HashMap<>();
    for (JsonNode item : things(readable, PRODUCT)) {
      products.put(
          item.path("productNo").asInt(),
          new ProductName(item.path("nameZh").asString(), item.path("nameEn").asString()));
    }
    return new ParkFactsHere(
        things(readable, SETTINGS).stream()
            .findFirst()
            .map(ParkSettings::of)
            .orElse(ParkSettings.UNKNOWN),
        new KeyRing(
            things(readable, KEY).stream().flatMap(item -> sealed.key(item).stream()).toList()),
        products,
        things(readable, PARK).stream().findFirst().flatMap(SyncedList::fullOn).orElse(null),
        things(readable, GATE).stream()
            .filter(item -> item.path("gateId").asString().equals(gateId.toString()))
            .findFirst()
            .flatMap(GatePlace::of)
            .orElse(null));
  }

  private List<JsonNode> things(int list, String kind) {
    return new ArrayList<>(
        writer.list(
            "SELECT json FROM thing WHERE list = ? AND kind = ? ORDER BY id",
            row -> JSON.readTree(row.getString(1)),
            list,
            kind));
  }

  private static Optional<BusinessDay> fullOn(JsonNode item) {
    BusinessDay day = BusinessDay.parse(item.path("businessDay").asString());
    return item.path("full").asBoolean(false) ? Optional.of(day) : Optional.empty();
  }

  private int number(String name, int otherwise) {
    return state(name).map(Integer::parseInt).orElse(otherwise);
  }

  private Optional<String> state(String name) {
    return writer.first("SELECT value FROM state WHERE name = ?", row -> row.getString(1), name);
  }

  private void set(String name, String value) {
    writer.change("INSERT OR REPLACE INTO state (name, value) VALUES (?, ?)", name, value);
  }

  @Override
  public void close() {
    reader.close();
    writer.close();
  }
}
