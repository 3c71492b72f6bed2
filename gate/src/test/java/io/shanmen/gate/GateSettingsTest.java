package io.shanmen.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shanmen.kernel.admission.Direction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateSettingsTest {
  private static final String LEAST =
      """
      data=data
      board.port=board
      reader.in.port=scanner
      """;

  @TempDir Path folder;

  @Test
  void threeLinesAreEnoughAndPathsAreRelativeToTheFile() throws IOException {
    GateSettings settings = read("");
    assertThat(settings.data()).isEqualTo(folder.resolve("data"));
    assertThat(settings.board().counts()).isTrue();
    assertThat(settings.board().port().baud()).isEqualTo(19_200);
    assertThat(settings.scanners().getFirst().direction()).isEqualTo(Direction.ENTRY);
    assertThat(settings.peopleLimit()).isEqualTo(20);
  }

  @Test
  void aMisspeltNameIsAnError() {
    refused("bord.counts=false", "unknown setting bord.counts");
  }

  @Test
  void whetherABoardCountsIsSaidClearlyOrNotAtAll() throws IOException {
    refused("board.counts=yes", "board.counts is true or false");
    assertThat(read("board.counts=false").board().counts()).isFalse();
  }

  @Test
  void aReaderWithoutAPortIsAnError() {
    refused("reader.out.direction=EXIT", "reader.out.port is missing");
  }

  @Test
  void numbersHaveTheirRanges() {
    refused("people.limit=100", "people.limit is a number from 1 to 99");
    refused("board.machine=x", "board.machine is a number from 1 to 255");
    refused("board.entry=UP", "board.entry is LEFT or RIGHT");
  }

  private void refused(String line, String why) {
    assertThatThrownBy(() -> read(line)).hasMessageContaining(why);
  }

  private GateSettings read(String more) throws IOException {
    Path file = folder.resolve("lane.properties");
    Files.writeString(file, LEAST + more);
    return GateSettings.read(file);
  }
}
