package io.shanmen.server.admission;

import io.shanmen.kernel.ticketcode.KeyId;
import io.shanmen.kernel.ticketcode.KeyMaterial;
import io.shanmen.kernel.ticketcode.KeyRecord;
import io.shanmen.kernel.ticketcode.ReadingKey;
import io.shanmen.server.admission.feed.FeedItem;
import io.shanmen.server.admission.feed.FeedSource;
import io.shanmen.server.admission.gates.Gates;
import io.shanmen.server.admission.park.Occupancy;
import io.shanmen.server.admission.park.SettingsStore;
import io.shanmen.server.admission.passage.ProductNames;
import io.shanmen.server.catalog.Catalog;
import io.shanmen.server.catalog.Checkpoint;
import io.shanmen.server.foundation.Park;
import io.shanmen.server.foundation.ParkProfile;
import io.shanmen.server.ticketing.TicketCodes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** What gates must know of the park beside its tickets. */
@Component
class ParkFeed implements FeedSource, ProductNames {

  private static final int HEARTBEAT_EVERY_MILLIS = 1_000;
  private static final int HEARTBEAT_TIMEOUT_MILLIS = 1_000;
  private static final int MISSES_TO_OFFLINE = 3;
  private static final int HEARTBEATS_TO_ONLINE = 5;
  private static final Duration LOOK_AGAIN_AFTER = Duration.ofSeconds(10);

  private final ParkProfile profile;
  private final SettingsStore settings;
  private final TicketCodes codes;
  private final Catalog catalog;
  private final Gates gates;
  private final Occupancy occupancy;
  private final InstantSource clock;
  private final Map<Integer, FeedItem.Product> products = new ConcurrentHashMap<>();
  private volatile Instant lookedAt = Instant.EPOCH;

  ParkFeed(
      ParkProfile profile,
      SettingsStore settings,
      TicketCodes codes,
      Catalog catalog,
      Gates gates,
      Occupancy occupancy,
      InstantSource clock) {
    this.profile = profile;
    this.settings = settings;
    this.codes = codes;
    this.catalog = catalog;
    this.gates = gates;
    this.occupancy = occupancy;
    this.clock = clock;
  }

  @Override
  public List<FeedItem> items() {
    List<FeedItem> items = new ArrayList<>();
    codes.readingKeys().stream().map(ParkFeed::key).forEach(items::add);
    items.add(settings());
    items.add(new FeedItem.Park(occupancy.isFull(), occupancy.now().day().date()));
    catalog.checkpoints().stream().map(ParkFeed::checkpoint).forEach(items::add);
    gates.all().stream().map(Gates::item).forEach(items::add);
    items.addAll(products());
    return items;
  }

  @Override
  public Optional<FeedItem.Product> product(int productNo) {
    FeedItem.Product known = products.get(productNo);
    if (known == null && mayLookAgain()) {
      products();
      known = products.get(productNo);
    }
    return Optional.ofNullable(known);
  }

  /** A type that is in no catalogue is not asked for with every ticket of it. */
  private boolean mayLookAgain() {
    Instant now = clock.instant();
    if (now.isBefore(lookedAt.plus(LOOK_AGAIN_AFTER)) && !now.isBefore(lookedAt)) {
      return false;
    }
    lookedAt = now;
    return true;
  }

  private List<FeedItem.Product> products() {
    List<FeedItem.Product> current =
        catalog.published().stream()
            .map(
                version ->
                    new FeedItem.Product(
                        version.ref().no(), version.names().zh(), version.names().en()))
            .toList();
    current.forEach(product -> products.put(product.productNo(), product));
    return current;
  }

  private FeedItem settings() {
    Park park = profile.park();
    AdmissionSettings current = settings.settings();
    AdmissionSettings.Days days = current.days();
    AdmissionSettings.Reentry reentry = current.reentry();
    AdmissionSettings.Timing timing = current.timing();
    return new FeedItem.Settings(
        park.nameZh(),
        park.nameEn(),
        park.zone().getId(),
        park.cutOff(),
        days.holidays(),
        days.workdays(),
        days.peaks(),
        days.blackouts(),
        days.closed(),
        new FeedItem.Reentry(
            reentry.maxPerDay(),
            reentry.windowMinutes(),
            reentry.lastEntry(),
            reentry.requireExitScan(),
            reentry.sameCheckpoint(),
            reentry.proof() == null ? null : reentry.proof().name()),
        timing.onlineTimeoutMillis(),
        HEARTBEAT_EVERY_MILLIS,
        HEARTBEAT_TIMEOUT_MILLIS,
        MISSES_TO_OFFLINE,
        HEARTBEATS_TO_ONLINE,
        timing.passageTimeoutMillis(),
        timing.sameReaderMillis(),
        timing.maxListAgeMillis());
  }

  private static FeedItem checkpoint(Checkpoint checkpoint) {
    return new FeedItem.Checkpoint(
        checkpoint.no(), checkpoint.names().zh(), checkpoint.names().en());
  }

  private static FeedItem key(ReadingKey key) {
    KeyRecord about = key.record();
    KeyId id = about.id();
    return new FeedItem.Key(
        id.park(),
        id.number(),
        id.epoch(),
        about.suite().name(),
        about.state().name(),
        about.notBefore(),
        about.notAfter(),
        base64(key.verify()));
  }

  private static String base64(KeyMaterial material) {
    return Base64.getEncoder().encodeToString(material.bytes());
  }
}
