package io.shanmen.gate.park;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.shanmen.ciphers.InternationalCryptography;
import io.shanmen.kernel.admission.AdmissionRules;
import io.shanmen.kernel.admission.Decision;
import io.shanmen.kernel.admission.Direction;
import io.shanmen.kernel.admission.ParkFacts;
import io.shanmen.kernel.admission.Passage;
import io.shanmen.kernel.admission.PassageKind;
import io.shanmen.kernel.admission.Place;
import io.shanmen.kernel.admission.Presentation;
import io.shanmen.kernel.admission.ProofResult;
import io.shanmen.kernel.admission.Reservation;
import io.shanmen.kernel.admission.TicketFacts;
import io.shanmen.kernel.admission.TicketState;
import io.shanmen.kernel.admission.Usage;
import io.shanmen.kernel.id.TimeOrderedIds;
import io.shanmen.kernel.ticketcode.Claims;
import io.shanmen.kernel.ticketcode.ClaimsCodec;
import io.shanmen.kernel.ticketcode.CodeReading;
import io.shanmen.kernel.ticketcode.IssuingKey;
import io.shanmen.kernel.ticketcode.KeyId;
import io.shanmen.kernel.ticketcode.KeyMaterial;
import io.shanmen.kernel.ticketcode.KeyRecord;
import io.shanmen.kernel.ticketcode.KeyRing;
import io.shanmen.kernel.ticketcode.KeyState;
import io.shanmen.kernel.ticketcode.ReadingKey;
import io.shanmen.kernel.ticketcode.Suite;
import io.shanmen.kernel.ticketcode.TicketCodeReader;
import io.shanmen.kernel.ticketcode.TicketCodeWriter;
import io.shanmen.kernel.ticketcode.TicketRef;
import io.shanmen.kernel.time.BusinessCalendar;
import io.shanmen.kernel.time.BusinessDay;
import io.shanmen.kernel.validity.CheckpointSet;
import io.shanmen.kernel.validity.Entitlement;
import io.shanmen.kernel.validity.Validity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The server's side of docs/protocols/gate-server.md over real HTTPS, in memory: sells tickets,
 * decides with the kernel, feeds the gate and checks the journal's chain. It can be slow, away, or
 * forgetful when a test wants it so.
 */
public final class TestPark implements AutoCloseable {
  public static final String ENROLMENT_CODE = "7K4M-92QX";
  public static final int GATE_NO = 1;
  public static final int CHECKPOINT = 1;

  /** Longer than in a park, because tests share their processors with one another. */
  public static final int ONLINE_TIMEOUT_MILLIS = 1_000;

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final BusinessCalendar CALENDAR =
      new BusinessCalendar(ZONE, BusinessCalendar.USUAL_CUT_OFF);

  /** A journal entry that the gate uploaded and whose chain was good. */
  public record Uploaded(String journalId, long seq, JsonNode entry) {}

  private static final class Ticket {
    final Claims claims;
    TicketState state = TicketState.ISSUED;
    Usage usage = Usage.NONE;

    Ticket(Claims claims) {
      this.claims = claims;
    }
  }

  private final SecureRandom random = new SecureRandom();
  private final UUID gateId = id();
  private final IssuingKey key = newKey();
  private final TicketCodeWriter writer =
      new TicketCodeWriter(new InternationalCryptography(), key);
  private final TicketCodeReader reader =
      new TicketCodeReader(new InternationalCryptography(), new KeyRing(List.of(key.reading())));
  private final Map<Long, Ticket> tickets = new HashMap<>();
  private final Map<String, Reservation> reservations = new HashMap<>();
  private final Map<String, Long> reservedTicket = new HashMap<>();
  private final List<ObjectNode> feed = new ArrayList<>();
  private final List<Uploaded> journal = new ArrayList<>();
  private final Map<String, byte[]> heads = new HashMap<>();
  private final Map<String, Long> acknowledged = new HashMap<>();
  private final List<String> calls = new ArrayList<>();
  private final Map<String, String> sessions = new HashMap<>();
  private final Map<String, String> journalOwners = new HashMap<>();
  private final TestCertificate certificate;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private HttpsServer server;
  private int port;
  private final Map<String, String> publicKeys = new HashMap<>();
  private long nextTicket = 100_000_000;
  private volatile Duration authoriseDelay = Duration.ZERO;
  private volatile boolean revoked;
  private volatile boolean refuseChainOnce;

  public TestPark() {
    certificate = TestCertificate.one();
    settings(6_000);
    gateItem(gateId, GATE_NO, false);
    ObjectNode product = item("PRODUCT");
    product.put("productNo", 6).put("nameZh", "家庭票").put("nameEn", "Family");
    keyItem(KeyState.ACTIVE);
    start();
  }

  // ---- What a test wants to happen

  public URI address() {
    return URI.create("https://localhost:" + port);
  }

  public Path authority() {
    return certificate.pem();
  }

  public UUID gateId() {
    return gateId;
  }

  /** Settings with this passage time-out. */
  public void settings(long passageTimeoutMillis) {
    settings(passageTimeoutMillis, 5_000);
  }

  /** Settings with this passage time-out, and for so long the same code is the same showing. */
  public synchronized void settings(long passageTimeoutMillis, long sameReaderMillis) {
    ObjectNode settings = item("SETTINGS");
    settings.put("parkNameZh", "云台山").put("parkNameEn", "Yuntai");
    settings.put("zone", ZONE.getId()).put("cutOff", "04:00");
    for (String days : List.of("holidays", "workdays", "peaks", "blackouts", "closed")) {
      settings.putArray(days);
    }
    settings.putObject("reentry").put("maxPerDay", 0).put("windowMinutes", 0).putNull("proof");
    settings.put("onlineTimeoutMillis", ONLINE_TIMEOUT_MILLIS).put("heartbeatEveryMillis", 200);
    settings.put("heartbeatTimeoutMillis", 1_000).put("missesToOffline", 3);
    settings.put("heartbeatsToOnline", 5).put("passageTimeoutMillis", passageTimeoutMillis);
    settings.put("sameReaderMillis", sameReaderMillis).put("maxListAgeMillis", 43_200_000);
  }

  /** A ticket for today, for so many people, known to server and feed. */
  public synchronized TicketRef sell(int people) {
    return sell(people, Validity.onDay(CALENDAR.dayOf(Instant.now())));
  }

  public synchronized TicketRef sell(int people, Validity validity) {
    TicketRef ref = new TicketRef(nextTicket++, 1);
    Claims claims =
        new Claims(
            ref, 6, validity, Entitlement.once(people, CheckpointSet.of(CHECKPOINT)), Set.of());
    tickets.put(ref.number(), new Ticket(claims));
    ObjectNode item = item("TICKET");
    item.put("ticketNo", ref.number()).put("codeVersion", 1).put("state", "ISSUED");
    item.put("claims", Base64.getEncoder().encodeToString(ClaimsCodec.encode(claims)));
    return ref;
  }

  /** The QR text of a ticket of today that no list knows. */
  public synchronized String qrOfUnlisted(int people) {
    TicketRef ref = new TicketRef(nextTicket++, 1);
    return writer.qr(
        new Claims(
            ref,
            6,
            Validity.onDay(CALENDAR.dayOf(Instant.now())),
            Entitlement.once(people, CheckpointSet.of(CHECKPOINT)),
            Set.of()),
        nonce());
  }

  public synchronized String qr(TicketRef ref) {
    return writer.qr(tickets.get(ref.number()).claims, nonce());
  }

  public synchronized String digits(TicketRef ref) {
    return writer.line(ref);
  }

  public static BusinessDay today() {
    return CALENDAR.dayOf(Instant.now());
  }

  public synchronized void state(TicketRef ref, TicketState state) {
    tickets.get(ref.number()).state = state;
    item("TICKET_STATE")
        .put("ticketNo", ref.number())
        .put("codeVersion", ref.version())
        .put("state", state.name());
  }

  /** The park takes nobody new today, or does again. */
  public synchronized void full(boolean isFull) {
    item("PARK").put("full", isFull).put("businessDay", today().toString());
  }

  public synchronized void orderEmergency(boolean open) {
    gateItem(gateId, GATE_NO, open);
  }

  public synchronized void orderOpen(int people) {
    item("OPEN_ORDER")
        .put("orderId", id().toString())
        .put("gateId", gateId.toString())
        .put("people", people)
        .put("reason", "wheelchair")
        .put("by", "li")
        .put("notAfter", Instant.now().plusSeconds(60).toString());
  }

  public synchronized void revokeKey() {
    keyItem(KeyState.REVOKED);
  }

  public void authoriseDelay(Duration delay) {
    authoriseDelay = delay;
  }

  public void revoke(boolean isRevoked) {
    revoked = isRevoked;
    synchronized (this) {
      sessions.clear();
    }
  }

  public void refuseChainOnce() {
    refuseChainOnce = true;
  }

  /** The server is restored from a backup that is older than all journals. */
  public synchronized void forgetJournals() {
    acknowledged.clear();
    heads.clear();
    journal.clear();
  }

  /** The server is away: nobody listens on its port. */
  public void goAway() {
    server.stop(0);
  }

  /** The server is back on the same port; all sessions have ended. */
  public void comeBack() {
    synchronized (this) {
      sessions.clear();
    }
    start();
  }

  // ---- What a test wants to know

  public synchronized List<Uploaded> journal() {
    return List.copyOf(journal);
  }

  public synchronized List<JsonNode> journal(String kind) {
    return journal.stream()
        .map(Uploaded::entry)
        .filter(entry -> entry.path("kind").asString("").equals(kind))
        .toList();
  }

  public synchronized int passed(TicketRef ref) {
    return tickets.get(ref.number()).usage.passages().size();
  }

  public synchronized int reserved(TicketRef ref) {
    return tickets.get(ref.number()).usage.reservations().stream()
        .mapToInt(Reservation::heads)
        .sum();
  }

  /** All that the feed has said so far. */
  public synchronized List<JsonNode> feed() {
    return List.copyOf(feed);
  }

  /** How often this path was called. */
  public synchronized long calls(String path) {
    return calls.stream().filter(path::equals).count();
  }

  // ---- The protocol

  private void start() {
    try {
      server =
          HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 64);
      server.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
      server.setExecutor(threads);
      server.createContext("/", this::answer);
      server.start();
      port = server.getAddress().getPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] in = exchange.getRequestBody().readAllBytes();
      JsonNode body = in.length == 0 ? JSON.createObjectNode() : JSON.readTree(in);
      String path = exchange.getRequestURI().getPath();
      synchronized (this) {
        calls.add(path);
      }
      if (path.equals("/api/gate/authorise") && !authoriseDelay.isZero()) {
        LockSupport.parkNanos(authoriseDelay.toNanos());
      }
      ObjectNode out;
      synchronized (this) {
        out = respond(exchange, path, body);
      }
      int status = out.path("status").asInt(200);
      byte[] bytes = JSON.writeValueAsBytes(out);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private ObjectNode respond(HttpExchange exchange, String path, JsonNode body) {
    if (path.startsWith("/api/gate/")) {
      String cookie = exchange.getRequestHeaders().getFirst("Cookie");
      if (revoked) {
        return problem(403, "TERMINAL_REVOKED");
      }
      if (cookie == null || !sessions.containsKey(cookie)) {
        return problem(401, "SIGNED_OUT");
      }
    }
    return switch (path) {
      case "/api/terminal/enrolments" -> enrol(body);
      case "/api/terminal/challenges" -> JSON.createObjectNode().put("challenge", "c-" + id());
      case "/api/terminal/device-sessions" -> openSession(exchange, body);
      case "/api/gate/heartbeat" -> heartbeat(body);
      case "/api/gate/feed" -> feed(exchange.getRequestURI().getQuery());
      case "/api/gate/authorise" -> authorise(body);
      case "/api/gate/confirm" -> confirm(body);
      case "/api/gate/release" -> release(body);
      case "/api/gate/journal" -> upload(body, gateOf(exchange));
      default -> problem(404, "NOT_FOUND");
    };
  }

  private String gateOf(HttpExchange exchange) {
    return sessions.get(exchange.getRequestHeaders().getFirst("Cookie"));
  }

  private ObjectNode enrol(JsonNode body) {
    if (!body.path("code").asString().equals(ENROLMENT_CODE)) {
      return problem(409, "ENROLMENT_CODE_UNKNOWN");
    }
    UUID enrolled = publicKeys.isEmpty() ? gateId : id();
    if (!publicKeys.isEmpty()) {
      gateItem(enrolled, GATE_NO + publicKeys.size(), false);
    }
    publicKeys.put(enrolled.toString(), body.path("publicKey").asString());
    return JSON.createObjectNode().put("terminalId", enrolled.toString());
  }

  private ObjectNode openSession(HttpExchange exchange, JsonNode body) {
    if (revoked) {
      return problem(403, "TERMINAL_REVOKED");
    }
    String text =
        "shanmen-proof\ndevice\n"
            + body.path("terminalId").asString()
            + "\n"
            + body.path("challenge").asString();
    String publicKey = publicKeys.getOrDefault(body.path("terminalId").asString(), "");
    if (!isSigned(text, body.path("signature").asString(), publicKey)) {
      return problem(403, "PROOF_REFUSED");
    }
    String cookie = "__Host-shanmen=" + id();
    sessions.put(cookie, body.path("terminalId").asString());
    exchange
        .getResponseHeaders()
        .set("Set-Cookie", cookie + "; Secure; HttpOnly; SameSite=Strict; Path=/");
    return JSON.createObjectNode();
  }

  private static boolean isSigned(String text, String signature, String publicKey) {
    try {
      Signature check = Signature.getInstance("SHA256withECDSAinP1363Format");
      check.initVerify(
          KeyFactory.getInstance("EC")
              .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(publicKey))));
      check.update(text.getBytes(StandardCharsets.UTF_8));
      return check.verify(Base64.getUrlDecoder().decode(signature));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private ObjectNode heartbeat(JsonNode body) {
    ObjectNode out = JSON.createObjectNode();
    out.put("serverAt", Instant.now().toString());
    out.put("news", !body.path("cursor").asString("").equals("d:" + feed.size()));
    out.put("assigned", true);
    return out;
  }

  private ObjectNode feed(@Nullable String query) {
    int from = 0;
    boolean reset = true;
    for (String part : String.valueOf(query).split("&", -1)) {
      if (part.startsWith("cursor=d:")) {
        from = Integer.parseInt(part.substring("cursor=d:".length()));
        reset = false;
      }
    }
    int to = Math.min(from + 3, feed.size());
    ObjectNode out = JSON.createObjectNode();
    out.put("reset", reset).put("cursor", "d:" + to).put("more", to < feed.size());
    out.put("asOf", Instant.now().toString());
    out.putArray("items").addAll(feed.subList(from, to));
    return out;
  }

  private ObjectNode authorise(JsonNode body) {
    String requestId = body.path("requestId").asString();
    ObjectNode out = JSON.createObjectNode();
    out.put("requestId", requestId).put("serverAt", Instant.now().toString());
    if (reservations.containsKey(requestId)) {
      return out.put("decision", "CANCELLED");
    }
    Instant now = Instant.now();
    CodeReading reading = reader.read(body.path("code").asString(), now);
    Long number =
        switch (reading) {
          case CodeReading.Read read -> read.claims().ticket().number();
          case CodeReading.LineRead line -> line.ticketNumber();
          case CodeReading.Unreadable _ -> null;
        };
    Ticket ticket = number == null ? null : tickets.get(number);
    TicketFacts facts =
        ticket == null
            ? new TicketFacts.Unlisted(true)
            : TicketFacts.Listed.of(ticket.claims, ticket.state, ticket.usage);
    Place place = new Place(GATE_NO, CHECKPOINT);
    Decision decision =
        new AdmissionRules(ParkFacts.ordinary(CALENDAR))
            .decide(
                new Presentation(
                    reading,
                    Direction.valueOf(body.path("direction").asString()),
                    body.path("atMost").asInt(),
                    ProofResult.NOT_ASKED),
                facts,
                place,
                now);
    switch (decision) {
      case Decision.Admit admit -> {
        Reservation reservation =
            new Reservation(UUID.fromString(requestId), admit.kind(), place, admit.heads(), now);
        if (ticket != null && number != null) {
          ticket.usage = ticket.usage.reserve(reservation);
          reservations.put(requestId, reservation);
          reservedTicket.put(requestId, number);
        }
        out.put("decision", "ADMIT").put("kind", admit.kind().name());
        out.put("people", admit.heads()).put("headsLeft", admit.headsLeft());
        ticket(out, admit.claims());
      }
      case Decision.Refuse refuse -> {
        out.put("decision", "REFUSE").put("reason", refuse.reason().name());
        if (refuse.lastUse() != null) {
          out.put("usedAt", refuse.lastUse().at().toString());
          out.put("usedAtGate", refuse.lastUse().place().gateNo());
        }
        if (refuse.claims() != null) {
          ticket(out, refuse.claims());
        }
      }
      case Decision.NeedsProof _ -> out.put("decision", "NEEDS_PROOF");
    }
    return out;
  }

  private static void ticket(ObjectNode out, Claims claims) {
    out.putObject("ticket")
        .put("ticketNo", claims.ticket().number())
        .put("codeVersion", claims.ticket().version())
        .put("productNo", claims.productNo())
        .put("nameZh", "家庭票")
        .put("nameEn", "Family")
        .put("heads", claims.entitlement().heads());
  }

  private ObjectNode confirm(JsonNode body) {
    String requestId = body.path("requestId").asString();
    Reservation reservation = reservations.get(requestId);
    Long number = reservedTicket.get(requestId);
    if (reservation == null || number == null) {
      return problem(404, "REQUEST_UNKNOWN");
    }
    Ticket ticket = tickets.get(number);
    ticket.usage =
        ticket.usage.confirm(reservation, body.path("passed").asInt(), Instant.now()).usage();
    return JSON.createObjectNode().put("requestId", requestId).put("late", false);
  }

  private ObjectNode release(JsonNode body) {
    String requestId = body.path("requestId").asString();
    Long number = reservedTicket.get(requestId);
    if (number == null) {
      // Not asked yet: an authorise that comes later is void.
      reservations.put(
          requestId,
          new Reservation(
              UUID.fromString(requestId),
              PassageKind.FIRST,
              new Place(GATE_NO, CHECKPOINT),
              1,
              Instant.now()));
    } else if (body.path("admittedHere").asInt() == 0) {
      Ticket ticket = tickets.get(number);
      ticket.usage = ticket.usage.release(UUID.fromString(requestId));
    }
    return JSON.createObjectNode().put("requestId", requestId);
  }

  private ObjectNode upload(JsonNode body, String gate) {
    String journalId = body.path("journalId").asString();
    if (!journalOwners.computeIfAbsent(journalId, first -> gate).equals(gate)) {
      return problem(409, "JOURNAL_OF_OTHER_GATE");
    }
    if (refuseChainOnce) {
      refuseChainOnce = false;
      ObjectNode broken = problem(409, "JOURNAL_BROKEN");
      broken.putObject("params").put("ackSeq", acknowledged.getOrDefault(journalId, 0L));
      return broken;
    }
    long known = acknowledged.getOrDefault(journalId, 0L);
    byte[] head = heads.getOrDefault(journalId, new byte[32]);
    for (JsonNode entry : body.path("entries")) {
      long seq = entry.path("seq").asLong();
      if (seq <= known) {
        continue;
      }
      if (seq != known + 1) {
        ObjectNode gap = problem(409, "JOURNAL_GAP");
        gap.putObject("params").put("expectedSeq", known + 1);
        return gap;
      }
      String text = entry.path("text").asString();
      byte[] hash = hash(head, text);
      if (!HexFormat.of().formatHex(hash).equals(entry.path("hash").asString())) {
        return problem(409, "JOURNAL_BROKEN");
      }
      head = hash;
      known = seq;
      JsonNode read = JSON.readTree(text);
      journal.add(new Uploaded(journalId, seq, read));
      merge(read);
    }
    heads.put(journalId, head);
    acknowledged.put(journalId, known);
    ObjectNode out = JSON.createObjectNode().put("ackSeq", known);
    out.putArray("conflicts");
    return out;
  }

  /** What passed at the gate has passed, whoever decided it. */
  private void merge(JsonNode entry) {
    String requestId = entry.path("requestId").asString("");
    if (entry.path("kind").asString("").equals("ADMITTED")) {
      reservedTicket.putIfAbsent(requestId, entry.path("ticketNo").asLong());
    }
    Ticket ticket = tickets.get(reservedTicket.getOrDefault(requestId, -1L));
    if (entry.path("kind").asString("").equals("PASSED") && ticket != null) {
      ticket.usage =
          ticket.usage.with(
              new Passage(
                  UUID.fromString(requestId),
                  entry.path("nth").asInt(),
                  PassageKind.FIRST,
                  new Place(GATE_NO, CHECKPOINT),
                  Instant.parse(entry.path("at").asString())));
    }
  }

  private static byte[] hash(byte[] head, String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(head);
      return digest.digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ObjectNode problem(int status, String code) {
    return JSON.createObjectNode().put("status", status).put("code", code);
  }

  // ---- Keys and feed

  private ObjectNode item(String kind) {
    ObjectNode item = JSON.createObjectNode();
    item.put("seq", feed.size() + 1).put("kind", kind).put("at", Instant.now().toString());
    feed.add(item);
    return item;
  }

  /** The console says which way this gate lets people. */
  public synchronized void direction(String direction) {
    gateItem(gateId, GATE_NO, false);
    feed.getLast().put("direction", direction);
  }

  private void gateItem(UUID gate, int number, boolean emergency) {
    item("GATE")
        .put("gateId", gate.toString())
        .put("no", number)
        .put("name", number + "号闸")
        .put("checkpointNo", CHECKPOINT)
        .put("direction", "BOTH")
        .put("orderedMode", emergency ? "EMERGENCY_OPEN" : "NORMAL");
  }

  private void keyItem(KeyState state) {
    KeyRecord record = key.record();
    ReadingKey reading = key.reading();
    Base64.Encoder base64 = Base64.getEncoder();
    item("KEY")
        .put("parkNo", record.id().park())
        .put("number", record.id().number())
        .put("epoch", record.id().epoch())
        .put("suite", record.suite().name())
        .put("state", state.name())
        .put("notBefore", record.notBefore().toString())
        .put("notAfter", record.notAfter().toString())
        .put("seal", base64.encodeToString(reading.seal().bytes()))
        .put("verify", base64.encodeToString(reading.verify().bytes()))
        .put("line", base64.encodeToString(reading.line().bytes()))
        .put("wrapping", "NONE");
  }

  private IssuingKey newKey() {
    KeyMaterial sign = material();
    KeyRecord record =
        new KeyRecord(
            new KeyId(4_711, 12, 1),
            Suite.INTERNATIONAL,
            Instant.now().minus(Duration.ofDays(1)),
            Instant.now().plus(Duration.ofDays(365)),
            KeyState.ACTIVE);
    byte[] verify =
        new Ed25519PrivateKeyParameters(sign.bytes(), 0).generatePublicKey().getEncoded();
    return new IssuingKey(
        new ReadingKey(record, material(), KeyMaterial.of(verify), material()), sign);
  }

  private KeyMaterial material() {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return KeyMaterial.of(bytes);
  }

  private byte[] nonce() {
    byte[] nonce = new byte[Suite.NONCE_BYTES];
    random.nextBytes(nonce);
    return nonce;
  }

  private UUID id() {
    return TimeOrderedIds.of(Instant.now().toEpochMilli(), random.nextLong(), random.nextLong());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
