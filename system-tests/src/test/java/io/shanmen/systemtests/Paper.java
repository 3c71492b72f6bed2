package io.shanmen.systemtests;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.xml.sax.SAXException;

/** Reads what is printed off a PDF with independent programs: poppler draws, zbar reads codes. */
final class Paper {

  private Paper() {}

  /** The codes on each page. */
  static List<List<String>> codes(Path pdf) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory(pdf.toAbsolutePath().getParent(), "pages");
    run("pdftoppm", "-r", "300", "-png", pdf.toString(), folder.resolve("page").toString());
    List<Path> pages;
    try (Stream<Path> files = Files.list(folder)) {
      pages = files.sorted().toList();
    }
    List<List<String>> codes = new ArrayList<>();
    for (Path page : pages) {
      codes.add(run("zbarimg", "--raw", "-q", page.toString()).lines().toList());
    }
    return codes;
  }

  /** The words on the paper, line by line, a space apart: how wide it is there depends on fonts. */
  static String words(Path pdf) throws IOException, InterruptedException {
    return run("pdftotext", "-layout", pdf.toString(), "-").replaceAll(" +", " ");
  }

  /**
   * What is in a workbook.
   *
   * @param sheets how many sheets it has
   * @param content all its texts and numbers
   */
  record Workbook(int sheets, String content) {}

  /** Reads a workbook; one with a part that is no XML is refused. */
  static Workbook workbook(Path workbook) throws IOException {
    int sheets = 0;
    StringBuilder content = new StringBuilder();
    try (ZipFile zip = new ZipFile(workbook.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        content.append(
            DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(zip.getInputStream(entry))
                .getDocumentElement()
                .getTextContent());
        if (entry.getName().startsWith("xl/worksheets/sheet")) {
          sheets++;
        }
      }
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException(workbook + " is no workbook", e);
    }
    return new Workbook(sheets, content.toString());
  }

  private static String run(String... command) throws IOException, InterruptedException {
    // zbar tells the desktop's bus of what it read, and complains where there is no desktop.
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + ": " + output);
    }
    return output;
  }
}
