package io.shanmen.server.commandline;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.kernel.outcome.Refusal;
import io.shanmen.server.host.CannotStart;
import io.shanmen.server.host.DataFolder;
import io.shanmen.server.identity.AtTheServer;
import io.shanmen.server.identity.SignedIn;
import io.shanmen.server.postgres.DatabaseVisit;
import io.shanmen.server.ticketing.KeyBackup;
import io.shanmen.server.ticketing.KeyCeremony;
import io.shanmen.server.ticketing.KeyChange;
import io.shanmen.server.ticketing.KeyOverview;
import io.shanmen.server.vault.KeystoreRecovery;
import io.shanmen.server.vault.Recovery;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;

/**
 * {@code java -jar shanmen-server-app.jar keys status|backup|restore|rotate|revoke EPOCH
 * [--name=value …]}: the keys of ticket codes. {@code status} looks beside a running server; what
 * changes keys works while the server is stopped (while it runs, the console does the same), and
 * asks two people for sign-in name and password, on the terminal or line by line on standard input.
 */
public final class KeysProgram {

  private static final Pattern EPOCH = Pattern.compile("[0-9]{1,5}");

  private static final int DONE = 0;
  private static final int REFUSED = 1;
  private static final int NOT_POSSIBLE = 2;

  private static final String USAGE =
      """
      ./shanmen keys status           which epochs there are, and what they and the backup are worth
      ./shanmen keys backup           makes a backup in three parts, of which two open it
      ./shanmen keys restore          brings lost keys back with two parts
      ./shanmen keys rotate           begins a new epoch; codes of the former stay good
      ./shanmen keys revoke EPOCH     refuses every code of an epoch from now on
      Two people give their names and passwords when asked. See docs/operations/keys.md.""";

  private final Class<?> application;
  private final String[] settings;
  private final Keyboard keyboard;
  private final PrintStream out;

  /** No beans: only the settings, found as the server would find them. */
  private static final class SettingsOnly {}

  private KeysProgram(
      Class<?> application, String[] arguments, Keyboard keyboard, PrintStream out) {
    this.application = application;
    this.settings =
        Stream.concat(
                Stream.of("--logging.level.root=error"),
                Stream.of(arguments).filter(argument -> argument.startsWith("--")))
            .toArray(String[]::new);
    this.keyboard = keyboard;
    this.out = out;
  }

  /**
   * Does what the arguments say.
   *
   * @param application the server, whose rooms do the work
   * @param arguments all that follow the word {@code keys}
   * @return the exit code: 0 when it was done, 1 when it was refused, 2 when it could not be tried
   */
  public static int run(Class<?> application, String[] arguments, InputStream in, PrintStream out) {
    List<String> words =
        Stream.of(arguments).filter(argument -> !argument.startsWith("--")).toList();
    KeysProgram program = new KeysProgram(application, arguments, new Keyboard(in, out), out);
    try {
      return program.run(words);
    } catch (CannotStart | DataAccessException e) {
      out.println("The keys cannot be reached: " + e.getMessage());
      return NOT_POSSIBLE;
    }
  }

  private int run(List<String> words) {
    String word = words.isEmpty() ? "" : words.getFirst();
    return switch (word) {
      case "status" -> status();
      case "backup" -> changing(this::backUp);
      case "restore" -> restore();
      case "rotate" -> changing(this::rotate);
      case "revoke" -> words.size() == 2 ? revoke(words.get(1)) : usage();
      default -> usage();
    };
  }

  private int usage() {
    out.println(USAGE);
    return NOT_POSSIBLE;
  }

  private int status() {
    return visiting(
        found -> {
          for (KeyOverview.Epoch epoch : KeyOverview.in(found)) {
            out.printf(
                "epoch %-5d  %-8s  %-13s  since %s  signs under the %s%n",
                epoch.epoch(),
                epoch.state(),
                epoch.suite(),
                epoch.since(),
                epoch.master().toLowerCase(Locale.ROOT));
          }
          out.println(
              Recovery.in(found, InstantSource.system())
                  .present()
                  .map(
                      backup ->
                          "Backup %s, made %s: %d of %d parts open it."
                              .formatted(
                                  backup.number(),
                                  backup.madeAt(),
                                  backup.needed(),
                                  backup.parts()))
                  .orElse("There is NO backup of the keys: ./shanmen keys backup makes one."));
          return DONE;
        });
  }

  private int revoke(String typed) {
    if (!EPOCH.matcher(typed).matches()) {
      return usage();
    }
    int epoch = Integer.parseInt(typed);
    return changing(
        server ->
            byTwo(server)
                .then(
                    two ->
                        server.getBean(KeyCeremony.class).revoke(epoch, two.change(), two.first()))
                .map(key -> "Epoch " + epoch + " is revoked: its codes are refused from now on."));
  }

  private Outcome<String> rotate(ConfigurableApplicationContext server) {
    return byTwo(server)
        .then(two -> server.getBean(KeyCeremony.class).renew(two.change(), two.first()))
        .map(key -> "Epoch %d has begun.".formatted(key.id().epoch()));
  }

  private Outcome<String> backUp(ConfigurableApplicationContext server) {
    return byTwo(server)
        .then(two -> server.getBean(KeyBackup.class).make(two.change(), two.first()))
        .map(this::shown);
  }

  /** Each part on its own, so that nobody need see another's. */
  private String shown(Recovery.Made made) {
    String number = made.facts().number();
    out.printf("Backup %s. Write each part down on a paper of its own.%n", number);
    int nth = 1;
    for (String part : made.parts()) {
      out.printf(
          "%nPart %d of %d of backup %s:%n%n    %s%n%n", nth, made.parts().size(), number, part);
      keyboard.ask("Enter, when it is written down and the next person has come");
      nth++;
    }
    return "Any %d of the parts bring the keys back; the parts of a former backup do not any more."
        .formatted(made.facts().needed());
  }

  private int restore() {
    List<String> parts = new ArrayList<>();
    String part = keyboard.ask("The first part");
    while (!part.isEmpty()) {
      parts.add(part);
      part = keyboard.ask("Another part, or an empty line when there is no more");
    }
    if (isServerRunning()) {
      return NOT_POSSIBLE;
    }
    // Without its keystore the server does not start: that comes first.
    int keystore =
        visiting(
            database ->
                tell(
                    KeystoreRecovery.with(environment())
                        .bringBack(Recovery.in(database, InstantSource.system()), parts)
                        .map(
                            result ->
                                switch (result) {
                                  case KEPT -> "The keystore is there.";
                                  case WRITTEN -> "The keystore was written anew.";
                                })));
    return keystore == DONE ? changing(server -> restore(server, parts)) : keystore;
  }

  private Outcome<String> restore(ConfigurableApplicationContext server, List<String> parts) {
    return byTwo(server)
        .then(two -> server.getBean(KeyBackup.class).restore(parts, two.change(), two.first()))
        .map(key -> "The keys are back; epoch %d writes.".formatted(key.id().epoch()));
  }

  /**
   * Two people at the keyboard, of whom the first has proved who it is; the ceremony asks again.
   */
  private record Two(SignedIn first, KeyChange change) {}

  private Outcome<Two> byTwo(ConfigurableApplicationContext server) {
    String name = keyboard.ask("Sign-in name of the first person");
    String password = keyboard.askSecret("Password");
    return server
        .getBean(AtTheServer.class)
        .prove(name, password, KeyCeremony.PERMISSION)
        .map(
            first ->
                new Two(
                    first,
                    new KeyChange(
                        password,
                        keyboard.ask("Sign-in name of the second person"),
                        keyboard.askSecret("Password"),
                        keyboard.ask("Reason, for the log"),
                        null)));
  }

  private int changing(Function<ConfigurableApplicationContext, Outcome<String>> work) {
    if (isServerRunning()) {
      return NOT_POSSIBLE;
    }
    try (ConfigurableApplicationContext server =
        new SpringApplicationBuilder(application).logStartupInfo(false).run(withoutDoor())) {
      return tell(work.apply(server));
    }
  }

  /** The server's rooms as they are, reached by nobody outside this computer. */
  private String[] withoutDoor() {
    return Stream.concat(
            Stream.of(settings), Stream.of("--server.address=127.0.0.1", "--server.port=0"))
        .toArray(String[]::new);
  }

  private int tell(Outcome<String> outcome) {
    return switch (outcome) {
      case Outcome.Done<String>(String sentence) -> {
        out.println(sentence);
        yield DONE;
      }
      case Outcome.Refused<String>(Refusal refusal) -> {
        out.printf("%s%n%s%n", refusal.zh(), refusal.en());
        yield REFUSED;
      }
    };
  }

  private int visiting(ToIntFunction<DataSource> work) {
    DatabaseVisit visit = DatabaseVisit.to(environment());
    if (!visit.isMade()) {
      out.println("There are no keys yet: the server has never been started here.");
      return NOT_POSSIBLE;
    }
    return visit.make((database, name) -> work.applyAsInt(database));
  }

  private boolean isServerRunning() {
    Optional<String> holder = DataFolder.holder(DataFolder.at(environment()));
    holder.ifPresent(
        process ->
            out.printf(
                "The server is running (process %s): change keys in its console (票码密钥), or stop"
                    + " it first.%n",
                process));
    return holder.isPresent();
  }

  private Environment environment() {
    try (ConfigurableApplicationContext found =
        new SpringApplicationBuilder(SettingsOnly.class)
            .web(WebApplicationType.NONE)
            .logStartupInfo(false)
            .run(settings)) {
      return found.getEnvironment();
    }
  }
}
