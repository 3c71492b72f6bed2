package io.shanmen.simulators.demo;

import io.shanmen.simulators.client.ParkClient;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.random.RandomGenerator;

/** The program behind {@code ./shanmen demo}: a whole park, alive on this computer. */
public final class DemoPark implements AutoCloseable {

  private static final int GATES = 2;
  private static final int FIRST_DISPLAY_PORT = 8451;

  private final List<AutoCloseable> parts = new ArrayList<>();
  private final DemoOptions options;
  private final PrintStream out;
  private final List<DemoGate> gates = new ArrayList<>();

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
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  park.close();
                  ended.countDown();
                },
                "demo-stop"));
    try {
      park.open();
    } catch (IOException | IllegalStateException e) {
      out.println("The demo park cannot open: " + e.getMessage());
      System.exit(1);
    }
    ended.await();
  }

  private void open() throws IOException {
    long start = System.nanoTime();
    out.println("山门演示景区正在开门 · the demo park is opening (" + options.data() + ")");
    Path data = options.data();
    DemoSecrets secrets = DemoSecrets.kept(data.resolve("password"));
    ServerProgram server =
        ServerProgram.start(
            new ServerProgram.Setup(
                options.server(),
                data.resolve("server"),
                options.port(),
                data.resolve("server.log")),
            waited -> out.printf("  server … %d s%n", waited.toSeconds()));
    parts.add(server);
    DemoStaff staff = new DemoStaff(server, data.resolve("keys"), secrets);
    ParkClient backOffice = keep(staff.backOffice());
    staff.hire(backOffice);
    new DemoCatalogue(backOffice).putUp();
    openGates(server, backOffice);
    background("approver", new TerminalApprover(backOffice, this::tellApproved));
    DemoSupervisor supervisor =
        new DemoSupervisor(
            keep(staff.at("值班室（模拟）", robot(DemoPerson.ROBOT_SUPERVISOR), backOffice)),
            line -> out.println("  " + line));
    background("supervisor", supervisor);
    if (options.visitorsPerMinute() > 0) {
      letVisitorsIn(staff, backOffice, supervisor);
    }
    tell(server, secrets, Duration.ofNanos(System.nanoTime() - start));
  }

  private void openGates(ServerProgram server, ParkClient backOffice) throws IOException {
    for (int no = 1; no <= GATES; no++) {
      DemoGate.Place place =
          new DemoGate.Place(
              no,
              options.gate(),
              options.data().resolve("gate-" + no),
              FIRST_DISPLAY_PORT + no - 1);
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
