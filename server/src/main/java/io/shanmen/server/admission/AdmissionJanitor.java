package io.shanmen.server.admission;

import io.shanmen.server.admission.feed.Feed;
import io.shanmen.server.admission.feed.FeedRefresh;
import io.shanmen.server.admission.gates.GateHealth;
import io.shanmen.server.admission.park.Occupancy;
import io.shanmen.server.admission.passage.Presentations;
import io.shanmen.server.catalog.ProductPublished;
import io.shanmen.server.foundation.ParkProfile;
import io.shanmen.server.ticketing.CodeKeysChanged;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Ends what nobody ended: reservations, business days, old news. */
@Component
class AdmissionJanitor {

  private final Presentations presentations;
  private final FeedRefresh refresh;
  private final Feed feed;
  private final GateHealth health;
  private final Occupancy occupancy;
  private final ParkProfile profile;

  AdmissionJanitor(
      Presentations presentations,
      FeedRefresh refresh,
      Feed feed,
      GateHealth health,
      Occupancy occupancy,
      ParkProfile profile) {
    this.presentations = presentations;
    this.refresh = refresh;
    this.feed = feed;
    this.health = health;
    this.occupancy = occupancy;
    this.profile = profile;
  }

  @Scheduled(fixedDelayString = "${shanmen.admission.expire-every:2s}")
  void releaseForgottenReservations() {
    if (isSetUp()) {
      presentations.expire();
    }
  }

  @Scheduled(fixedDelayString = "${shanmen.admission.refresh-every:5s}")
  void tellGatesWhatChanged() {
    refresh.refresh();
  }

  @Scheduled(fixedDelayString = "${shanmen.admission.save-health-every:10s}")
  void saveHealth() {
    health.save();
  }

  @Scheduled(fixedDelayString = "${shanmen.admission.close-days-every:60s}")
  void closePastDays() {
    if (isSetUp()) {
      occupancy.closePastDays();
      feed.prune(occupancy.now().day().date());
    }
  }

  @ApplicationModuleListener
  void on(CodeKeysChanged changed) {
    refresh.refresh();
  }

  @ApplicationModuleListener
  void on(ProductPublished published) {
    refresh.refresh();
  }

  private boolean isSetUp() {
    return profile.find().isPresent();
  }
}
