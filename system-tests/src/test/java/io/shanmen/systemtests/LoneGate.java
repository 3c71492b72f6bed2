package io.shanmen.systemtests;

import static java.util.Objects.requireNonNull;

import io.shanmen.ciphers.InternationalCryptography;
import io.shanmen.gate.link.GateIdentity;
import io.shanmen.gate.store.SyncedList;
import io.shanmen.kernel.admission.TicketState;
import io.shanmen.kernel.ticketcode.Claims;
import io.shanmen.kernel.ticketcode.CodeOption;
import io.shanmen.kernel.ticketcode.IssuingKey;
import io.shanmen.kernel.ticketcode.KeyId;
import io.shanmen.kernel.ticketcode.KeyMaterial;
import io.shanmen.kernel.ticketcode.KeyRecord;
import io.shanmen.kernel.ticketcode.KeyState;
import io.shanmen.kernel.ticketcode.ReadingKey;
import io.shanmen.kernel.ticketcode.Suite;
import io.shanmen.kernel.ticketcode.TicketCodeWriter;
import io.shanmen.kernel.ticketcode.TicketRef;
import io.shanmen.kernel.time.BusinessCalendar;
import io.shanmen.kernel.time.BusinessDay;
import io.shanmen.kernel.validity.CheckpointSet;
import io.shanmen.kernel.validity.Entitlement;
import io.shanmen.kernel.validity.Validity;
import io.shanmen.simulators.demo.Child;
import io.shanmen.simulators.scanner.ScannerSimulator;
import io.shanmen.simulators.turnstile.TurnstileSimulator;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The real gate program with a simulated board and scanner, in a park whose server has fed it once
 * and is away since: it decides everything by itself.
 */
final class LoneGate implements AutoCloseable {

  /** What every ticket here is for. */
  static final int CHECKPOINT = 1;

  private static final int PRODUCT = 6;
  private static final BusinessCalendar CALENDAR =
      new BusinessCalendar(ZoneId.of("Asia/Shanghai"), BusinessCalendar.USUAL_CUT_OFF);

  private final JsonMapper json = JsonMapper.builder().build();
  private final SecureRandom random = new SecureRandom();
  private final IssuingKey key = newKey(12);
  private final List<JsonNode> feed = new ArrayList<>();
  private final UUID gateId = UUID.randomUUID();
  private final Path folder;
  private final Path jar;
  private final TurnstileSimulator board;
  private final ScannerSimulator scanner;
  private final int displayPort;
  private long nextTicket = 100_000_000;
  private @Nullable Child program;

  /** Prepares everything; {@link #start} runs the program. */
  LoneGate(Path folder, Path jar) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.jar = jar;
    this.board =
        new TurnstileSimulator(
            new TurnstileSimulator.Setup(List.of(1), folder.resolve("board"), 1));
    this.scanner =
        new ScannerSimulator(ScannerSimulator.Setup.usual().linkedAs(folder.resolve("scanner")));
    try (ServerSocket free = new ServerSocket(0)) {
      this.displayPort = free.getLocalPort();
    }
    ObjectNode settings = item("SETTINGS");
    settings.put("parkNameZh", "云台山").put("parkNameEn", "Yuntai");
    settings.put("zone", CALENDAR.zone().getId()).put("cutOff", CALENDAR.cutOff().toString());
    settings.put("sameReaderMillis", 0);
    item("GATE")
        .put("gateId", gateId.toString())
        .put("no", 1)
        .put("name", "1号闸机")
        .put("checkpointNo", CHECKPOINT)
        .put("direction", "ENTRY");
    item("PRODUCT").put("productNo", PRODUCT).put("nameZh", "家庭票").put("nameEn", "Family");
    feedKey();
  }

  static BusinessDay today() {
    return CALENDAR.dayOf(Instant.now());
  }

  // ---- What the server has said before it went away

  private ObjectNode item(String kind) {
    ObjectNode item = json.createObjectNode().put("kind", kind);
    feed.add(item);
    return item;
  }

  private void feedKey() {
    KeyRecord record = key.record();
    ReadingKey reading = key.reading();
    Base64.Encoder base64 = Base64.getEncoder();
    item("KEY")
        .put("parkNo", record.id().park())
        .put("number", record.id().number())
        .put("epoch", record.id().epoch())
        .put("suite", record.suite().name())
        .put("state", record.state().name())
        .put("notBefore", record.notBefore().toString())
        .put("notAfter", record.notAfter().toString())
        .put("seal", base64.encodeToString(reading.seal().bytes()))
        .put("verify", base64.encodeToString(reading.verify().bytes()))
        .put("line", base64.encodeToString(reading.line().bytes()));
  }

  /** A ticket's state, as the list has it. */
  void feedState(Claims ticket, TicketState state) {
    item("TICKET_STATE")
        .put("ticketNo", ticket.ticket().number())
        .put("codeVersion", ticket.ticket().version())
        .put("state", state.name());
  }

  /** Somebody has passed on this ticket, at gate 2. */
  void feedUse(Claims ticket, Instant at) {
    item("USE")
        .put("ticketNo", ticket.ticket().number())
        .put("requestId", UUID.randomUUID().toString())
        .put("nth", 1)
        .put("gateNo", 2)
        .put("checkpointNo", CHECKPOINT)
        .put("passage", "FIRST")
        .put("usedAt", at.toString());
  }

  // ---- Tickets

  Claims ticket(int heads) {
    return ticket(Validity.onDay(today()), Entitlement.once(heads, CheckpointSet.of(CHECKPOINT)));
  }

  Claims ticket(Validity validity, Entitlement entitlement, CodeOption... options) {
    return new Claims(
        new TicketRef(nextTicket++, 1), PRODUCT, validity, entitlement, Set.of(options));
  }

  String qr(Claims ticket) {
    return qr(ticket, key);
  }

  /** The same ticket under a key that the gate does not have. */
  String qrUnderAnotherKey(Claims ticket) {
    return qr(ticket, newKey(13));
  }

  private String qr(Claims ticket, IssuingKey under) {
    byte[] nonce = new byte[Suite.NONCE_BYTES];
    random.nextBytes(nonce);
    return new TicketCodeWriter(new InternationalCryptography(), under).qr(ticket, nonce);
  }

  String digits(Claims ticket) {
    return new TicketCodeWriter(new InternationalCryptography(), key).line(ticket.ticket());
  }

  private IssuingKey newKey(int number) {
    KeyMaterial sign = material();
    KeyRecord record =
        new KeyRecord(
            new KeyId(4_711, number, 1),
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

  // ---- The program

  void start() throws IOException {
    Path data = Files.createDirectories(folder.resolve("data"));
    GateIdentity.make().withTerminalId(gateId).write(data);
    try (SyncedList list = SyncedList.open(data, gateId, GateIdentity.make().pair())) {
      List<String> wrong = list.apply(new SyncedList.Page(true, feed, "d:1", false, Instant.now()));
      if (!wrong.isEmpty()) {
        throw new IllegalStateException(wrong.toString());
      }
    }
    Path settings = folder.resolve("lane.properties");
    Files.writeString(
        settings,
        """
        name = 1号闸机
        data = data
        server = https://localhost:1
        ca = ca.pem
        board.port = board
        reader.in.port = scanner
        display.port = %d
        """
            .formatted(displayPort));
    // Nobody is ever trusted: there is no server.
    Files.writeString(folder.resolve("ca.pem"), "");
    program =
        Child.java(
            "gate",
            folder.resolve("gate.log"),
            List.of(
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                jar.toString(),
                settings.toString()));
  }

  URI display() {
    return URI.create("http://localhost:" + displayPort + "/");
  }

  TurnstileSimulator board() {
    return board;
  }

  void scan(String code) {
    scanner.scan(code);
  }

  /** Takes its power away. */
  void kill() {
    requireNonNull(program).kill();
  }

  @Override
  public void close() {
    if (program != null) {
      program.close();
    }
    scanner.close();
    board.close();
  }
}
