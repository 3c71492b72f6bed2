package io.shanmen.bench;

import io.shanmen.server.postgres.EmbeddedPostgres;
import java.util.ArrayList;
import java.util.List;

/** The writer of the server by itself. */
final class SetsSection implements Section {

  @Override
  public void run(Ground ground) throws Exception {
    Report report = ground.report();
    report.section("Places in one slot, without HTTP", "a transaction for each place");
    List<Figure> alone = new ArrayList<>();
    List<Figure> together = new ArrayList<>();
    try (ForcedWrites disk = new ForcedWrites(ground.folder())) {
      report.limit("forced writes of the disk", ground.load(1).atOnce(number -> disk::write));
    }
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(ground.folder().resolve("postgres"));
        HotSlot slot = new HotSlot(postgres.address())) {
      for (int clients : Ground.CLIENTS) {
        alone.add(ground.load(clients).atOnce(number -> slot::takeAlone));
        report.limit("a transaction each", alone.getLast());
        together.add(ground.load(clients).atOnce(number -> slot::takeInSets));
        report.figure("in sets, as the server does it", together.getLast(), alone.getLast());
      }
      if (slot.lost() != 0) {
        throw new IllegalStateException("Places were lost: " + slot.lost());
      }
    }
    report.chart("sets", "Places in one slot a second", alone, together);
  }
}
