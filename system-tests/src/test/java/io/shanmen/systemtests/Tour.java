package io.shanmen.systemtests;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Somebody who opens page after page, looks at each, keeps a picture of it and writes down what is
 * wrong with it.
 */
final class Tour {

  /** How a page is looked at. */
  enum Look {
    ZH_LIGHT("zh-CN", "light"),
    EN_DARK("en", "dark"),
    ZH_DARK("zh-CN", "dark"),
    EN_LIGHT("en", "light");

    private final String language;
    private final String theme;

    Look(String language, String theme) {
      this.language = language;
      this.theme = theme;
    }

    /** Both languages and both themes once; {@code -Dshanmen.pictures=all} shows every pair. */
    static List<Look> wanted() {
      return "all".equals(System.getProperty("shanmen.pictures"))
          ? List.of(values())
          : List.of(ZH_LIGHT, EN_DARK);
    }

    private String suffix() {
      return this == ZH_LIGHT ? "" : "-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** The commonest screen of an office. */
  static final int USUAL_WIDTH = 1366;

  static final int USUAL_HEIGHT = 768;

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** A page is at rest when nothing has changed for so many looks; charts move until then. */
  private static final int CALM_LOOKS = 5;

  /** What has been fetched and drawn so far; null while something is on its way. */
  private static final String PROGRESS =
      """
      const app = document.querySelector('#app');
      if (document.readyState !== 'complete' || (app && !app.querySelector('main'))) return null;
      if (document.querySelector('.skeleton, [aria-busy="true"]')) return null;
      return performance.getEntriesByType('resource').filter((e) => !e.name.includes('/api/')).length
        + '/' + document.body.querySelectorAll('*').length;
      """;

  private final Browser browser;
  private final String park;
  private final Path pictures;
  private final String faultScript;
  private final List<String> faults = new ArrayList<>();

  Tour(Browser browser, String park, Path pictures) throws IOException {
    this.browser = browser;
    this.park = park;
    this.pictures = pictures;
    try (InputStream in = Tour.class.getResourceAsStream("/page-faults.js")) {
      if (in == null) {
        throw new IOException("page-faults.js is missing");
      }
      this.faultScript = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Opens a page of the park in every wanted look. */
  void visit(String name, String path) throws InterruptedException {
    visit(name, path, USUAL_WIDTH, USUAL_HEIGHT);
  }

  /** Opens a page of the park in a window of the given size. */
  void visit(String name, String path, int width, int height) throws InterruptedException {
    for (Look look : Look.wanted()) {
      wear(look);
      browser.size(width, height);
      browser.open("about:blank");
      browser.open(park + path);
      look(name + look.suffix());
    }
    wear(Look.ZH_LIGHT);
    browser.size(USUAL_WIDTH, USUAL_HEIGHT);
  }

  /** Looks at what is shown now. */
  void look(String name) throws InterruptedException {
    settle(name);
    browser.picture(pictures.resolve(name + ".png"));
    if (browser.run(faultScript) instanceof List<?> found) {
      found.forEach(fault -> faults.add(name + ": " + fault));
    }
    browser.complaints().forEach(complaint -> faults.add(name + ": says “" + complaint + "”"));
  }

  /** Forgets what was refused and complained of so far: a step that was to be refused. */
  void forgetComplaints() {
    browser.run("performance.clearResourceTimings();");
    browser.complaints();
  }

  /** All that was wrong since this was asked last. */
  List<String> takeFaults() {
    List<String> taken = List.copyOf(faults);
    faults.clear();
    return taken;
  }

  private void wear(Look look) {
    browser.run(
        """
        localStorage.setItem('shanmen.language', arguments[0]);
        localStorage.setItem('shanmen.theme', arguments[1]);
        """,
        look.language,
        look.theme);
  }

  private void settle(String name) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    Object before = null;
    for (int calm = 0; calm < CALM_LOOKS; ) {
      Object now = browser.run(PROGRESS);
      calm = now != null && now.equals(before) ? calm + 1 : 0;
      before = now;
      if (System.nanoTime() > end) {
        faults.add(name + ": did not come to rest");
        return;
      }
      Thread.sleep(Duration.ofMillis(50));
    }
  }
}
