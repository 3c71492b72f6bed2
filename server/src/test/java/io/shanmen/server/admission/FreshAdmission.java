package io.shanmen.server.admission;

import io.shanmen.server.admission.gates.GateHealth;
import io.shanmen.server.admission.gates.Gates;
import io.shanmen.server.admission.park.Occupancy;
import io.shanmen.server.admission.park.SettingsStore;
import io.shanmen.server.admission.passage.Presentations;
import io.shanmen.server.foundation.AfterReset;
import org.springframework.stereotype.Component;

/** Forgets what admission keeps in memory of a database that was emptied. */
@Component
class FreshAdmission implements AfterReset {

  private final Gates gates;
  private final GateHealth health;
  private final Occupancy occupancy;
  private final SettingsStore settings;
  private final Presentations presentations;

  FreshAdmission(
      Gates gates,
      GateHealth health,
      Occupancy occupancy,
      SettingsStore settings,
      Presentations presentations) {
    this.gates = gates;
    this.health = health;
    this.occupancy = occupancy;
    this.settings = settings;
    this.presentations = presentations;
  }

  @Override
  public void afterReset() {
    gates.forget();
    health.forget();
    occupancy.forget();
    settings.forget();
    presentations.forget();
  }
}
