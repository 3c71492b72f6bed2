package io.shanmen.simulators.demo;

import io.shanmen.simulators.client.ParkClient;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The program behind {@code ./shanmen demo}: a whole park, alive on this computer. */
public final class DemoPark implements AutoCloseable {

  /** The display of gate n listens so far above the server's port, plus n. */
  private static final int DISPLAY_PORT_OFFSET = 7;

  /** What an open park consists of. */
  private record Opened(
      DemoSecrets secrets,
      ServerProgram server,
      DemoStaff staff,
      ParkClient backOffice,
      DemoSupervisor supervisor) {}

  private final List<AutoCloseable> parts = new CopyOnWriteArrayList<>();
  private final DemoOptions options;
  private final PrintStream out;
  private final List<DemoGate> gates = new CopyOnWriteArrayList<>();
  private volatile @Nullable Opened opened;
  private volatile boolean approvesByItself = true;

  private DemoPark(DemoOptions options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  public static void main(String[] args) throws InterruptedException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    DemoOptions options;
    try {
      options = DemoOptions.parse(List.of(args));
    } catch (IllegalArgumentException e) {
      out.println(e.getMessage());
      out.print(DemoOptions.HELP);
      System.exit(2);
      return;
    }
    DemoPark park = new DemoPark(options, out);
    Runtime.getRuntime().addShutdownHook(new Thread(park::close, "demo-stop"));
    try {
      park.open();
    } catch (IOException | IllegalStateException e) {
      out.println("The demo park cannot open: " + e.getMessage());
      System.exit(1);
    }
    new CountDownLatch(1).await();
  }

  /** Opens a park that the caller closes; for tests of the whole house. */
  public static DemoPark open(DemoOptions options, PrintStream out) throws IOException {
    DemoPark park = new DemoPark(options, out);
    try {
      park.open();
      return park;
    } catch (IOException | RuntimeException e) {
      park.close();
      throw e;
    }
  }

  public ServerProgram server() {
    return opened().server();
  }

  /** The back office's client, signed in as administrator. */
  public ParkClient backOffice() {
    return opened().backOffice();
  }

  public List<DemoGate> gates() {
    return List.copyOf(gates);
  }

  /** Everybody's password. */
  public String password() {
    return opened().secrets().password();
  }

  /** A client signed in as one of the staff, at an approved terminal of its own. */
  public ParkClient at(String terminalName, String signInName) throws IOException {
    DemoPerson person =
        Stream.concat(DemoPerson.STAFF.stream(), DemoPerson.ROBOTS.stream())
            .filter(candidate -> candidate.signInName().equals(signInName))
            .findFirst()
            .orElseThrow();
    return keep(opened().staff().at(terminalName, person, backOffice()));
  }

  /** Brings the till of a client to where money may be taken. */
  public void openTill(ParkClient client) {
    new RobotCashier(client, opened().supervisor(), RandomGenerator.getDefault()).openTill();
  }

  /** Whether the back office approves computers by itself, or leaves it to whoever is there. */
  public void approveByItself(boolean on) {
    approvesByItself = on;
  }

  /** Stops the server as an administrator would; the gates go on alone. */
  public void stopServer() {
    server().close();
  }

  /** Starts the server again after {@link #stopServer()} or a kill. */
  public void startServer() throws IOException {
    Opened before = opened();
    opened =
        new Opened(
            before.secrets(),
            keep(startServerProgram()),
            before.staff(),
            before.backOffice(),
            before.supervisor());
  }

  private void open() throws IOException {
    long start = System.nanoTime();
    out.println("山门演示景区正在开门 · the demo park is opening (" + options.data() + ")");
    DemoSecrets secrets = DemoSecrets.kept(options.data().resolve("password"));
    ServerProgram server = keep(startServerProgram());
    DemoStaff staff = new DemoStaff(server, options.data().resolve("keys"), secrets);
    ParkClient backOffice = keep(staff.backOffice(options.zone()));
    staff.hire(backOffice);
    new DemoCatalogue(backOffice).putUp();
    DemoSupervisor supervisor =
        new DemoSupervisor(
            keep(staff.at("值班室（模拟）", robot(DemoPerson.ROBOT_SUPERVISOR), backOffice)),
            line -> out.println("  " + line));
    opened = new Opened(secrets, server, staff, backOffice, supervisor);
    openGates(server, backOffice);
    background(
        "approver", new TerminalApprover(backOffice, () -> approvesByItself, this::tellApproved));
    background("supervisor", supervisor);
    if (options.visitorsPerMinute() > 0) {
      letVisitorsIn(staff, backOffice, supervisor);
    }
    tell(server, secrets, Duration.ofNanos(System.nanoTime() - start));
  }

  private ServerProgram startServerProgram() throws IOException {
    return ServerProgram.start(
        new ServerProgram.Setup(
            options.programs().server(),
            options.data().resolve("server"),
            options.port(),
            options.data().resolve("server.log"),
            options.programs().serverSettings()),
        waited -> out.printf("  server … %d s%n", waited.toSeconds()));
  }

  private void openGates(ServerProgram server, ParkClient backOffice) throws IOException {
    for (int no = 1; no <= options.programs().gates(); no++) {
      DemoGate.Place place =
          new DemoGate.Place(
              no,
              options.programs().gate(),
              options.data().resolve("gate-" + no),
              options.port() + DISPLAY_PORT_OFFSET + no);
      gates.add(keep(DemoGate.start(place, server, backOffice)));
    }
  }

  private void letVisitorsIn(DemoStaff staff, ParkClient backOffice, DemoSupervisor supervisor)
      throws IOException {
    RandomGenerator random = RandomGenerator.getDefault();
    List<RobotCashier> cashiers = new ArrayList<>();
    for (int window = 2; window <= 3; window++) {
      ParkClient client =
          keep(staff.at(window + "号窗口（模拟）", robot("robot.cashier" + window), backOffice));
      RobotCashier cashier = new RobotCashier(client, supervisor, random);
      cashier.openTill();
      cashiers.add(cashier);
    }
    keep(new DemoVisitors(cashiers, gates, random)).start(options.visitorsPerMinute());
  }

  private void tell(ServerProgram server, DemoSecrets secrets, Duration took) {
    out.printf("%n景区已开门 · the park is open (%d s)%n%n", took.toSeconds());
    out.printf("  所有屏幕 · all screens      %s/%n", server.address());
    out.printf("  证书 · certificate          %s/ca.crt%n", server.address());
    for (DemoGate gate : gates) {
      out.printf("  %d号闸显示屏 · gate display  %s%n", gate.place().no(), gate.display());
    }
    out.printf("%n  密码都是 · everybody's password: %s%n", secrets.password());
    out.printf(
        "    %-12s %s%n", DemoPerson.ADMINISTRATOR.signInName(), title(DemoPerson.ADMINISTRATOR));
    for (DemoPerson person : DemoPerson.STAFF) {
      out.printf("    %-12s %s%n", person.signInName(), title(person));
    }
    out.printf("%n  备用金总是 · the float is always: %s%n", DemoSupervisor.FLOAT_WORDS);
    out.println(
        options.visitorsPerMinute() > 0
            ? "  模拟游客 · simulated visitors: %d 批/分 parties a minute"
                .formatted(options.visitorsPerMinute())
            : "  没有模拟游客 · no simulated visitors");
    out.println("  按 Ctrl+C 关门，数据留存 · Ctrl+C closes the park and keeps everything\n");
  }

  private void tellApproved(String terminal) {
    out.println("  已批准电脑 · approved this computer: " + terminal);
  }

  private static String title(DemoPerson person) {
    return person.roleZh() + " " + person.roleEn() + " · " + person.name();
  }

  private Opened opened() {
    Opened known = opened;
    if (known == null) {
      throw new IllegalStateException("the park is not open");
    }
    return known;
  }

  private static DemoPerson robot(String signInName) {
    return DemoPerson.ROBOTS.stream()
        .filter(person -> person.signInName().equals(signInName))
        .findFirst()
        .orElseThrow();
  }

  private void background(String name, Runnable work) {
    Thread thread = Thread.ofPlatform().daemon().name(name).start(work);
    parts.add(thread::interrupt);
  }

  private <T extends AutoCloseable> T keep(T part) {
    parts.add(part);
    return part;
  }

  /** Closes everything, the last first: visitors, gates, and at the end the server. */
  @Override
  public void close() {
    for (AutoCloseable part : parts.reversed()) {
      try {
        part.close();
      } catch (Exception e) {
        out.println("a part did not close: " + e);
      }
    }
    parts.clear();
  }
}
