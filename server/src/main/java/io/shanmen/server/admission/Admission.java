package io.shanmen.server.admission;

import io.shanmen.server.admission.gates.GateHealth;
import io.shanmen.server.admission.park.Occupancy;
import io.shanmen.server.admission.park.SettingsStore;
import java.util.List;
import org.springframework.stereotype.Component;

/** The face of the module: how the gates are, how many people are in the park, what is allowed. */
@Component
public class Admission {

  private final GateHealth health;
  private final Occupancy occupancy;
  private final SettingsStore settings;

  Admission(GateHealth health, Occupancy occupancy, SettingsStore settings) {
    this.health = health;
    this.occupancy = occupancy;
    this.settings = settings;
  }

  /** All gates and how they are, by number. */
  public List<GateStatus> gates() {
    return health.all();
  }

  /** How many people are in the park now. */
  public InPark inPark() {
    return occupancy.now();
  }

  public AdmissionSettings settings() {
    return settings.settings();
  }
}
