package io.shanmen.server.capacity;

import static io.shanmen.server.identity.BuiltInRole.CASHIER;
import static io.shanmen.server.identity.BuiltInRole.FINANCE;
import static io.shanmen.server.identity.BuiltInRole.MANAGER;
import static io.shanmen.server.identity.BuiltInRole.SUPERVISOR;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.server.capacity.CapacitySettings.DayPlaces;
import io.shanmen.server.capacity.CapacitySettings.Span;
import io.shanmen.server.capacity.CapacitySettings.Wanted;
import io.shanmen.server.catalog.PlacePoolId;
import io.shanmen.server.identity.ModulePermissions;
import io.shanmen.server.identity.Permission;
import io.shanmen.server.identity.Permit;
import io.shanmen.server.identity.SignedIn;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How many places there are, over HTTP. */
@RestController
@RequestMapping("/api/capacity/pools/{placePoolId}")
class CapacityController {

  private static final String VIEW = "capacity.view";
  private static final String EDIT = "capacity.edit";

  /** More places than any park has, so a slip of the finger. */
  private static final int LIMIT_PLACES = 1_000_000;

  @Configuration(proxyBeanMethods = false)
  static class Permissions {
    @Bean
    ModulePermissions capacityPermissions() {
      return ModulePermissions.of(
          "capacity",
          "名额",
          "Capacity",
          Permission.of(VIEW, "查看名额", "See places", CASHIER, SUPERVISOR, FINANCE, MANAGER),
          Permission.of(EDIT, "设置名额", "Set how many places there are", MANAGER));
    }
  }

  /**
   * How many places every day has, unless it has a number of its own.
   *
   * @param slotNo the slot; 0 for the whole day
   * @param places how many
   */
  record StandingRequest(@Min(0) int slotNo, @Min(0) @Max(LIMIT_PLACES) int places) {}

  /**
   * How many places some days have.
   *
   * @param from the first day
   * @param until the last day
   * @param slotNo the slot; 0 for the whole day
   * @param places how many
   */
  record DaysRequest(
      @NotNull LocalDate from,
      @NotNull LocalDate until,
      @Min(0) int slotNo,
      @Min(0) @Max(LIMIT_PLACES) int places) {}

  /** What was set. */
  record PlacesSet(UUID placePoolId, int slotNo, int places) {
    static PlacesSet of(Wanted wanted) {
      return new PlacesSet(wanted.pool().value(), wanted.slotNo(), wanted.places());
    }
  }

  private final CapacitySettings settings;

  CapacityController(CapacitySettings settings) {
    this.settings = settings;
  }

  @GetMapping("/days")
  @Permit(VIEW)
  Outcome<List<DayPlaces>> days(
      @PathVariable UUID placePoolId, @RequestParam LocalDate from, @RequestParam LocalDate until) {
    return settings.days(new PlacePoolId(placePoolId), new Span(from, until));
  }

  @PutMapping
  @Permit(EDIT)
  Outcome<PlacesSet> setStanding(
      @PathVariable UUID placePoolId, @Valid @RequestBody StandingRequest request, SignedIn who) {
    Wanted wanted = new Wanted(new PlacePoolId(placePoolId), request.slotNo(), request.places());
    return settings.setStanding(wanted, who).map(PlacesSet::of);
  }

  @PutMapping("/days")
  @Permit(EDIT)
  Outcome<PlacesSet> setDays(
      @PathVariable UUID placePoolId, @Valid @RequestBody DaysRequest request, SignedIn who) {
    Wanted wanted = new Wanted(new PlacePoolId(placePoolId), request.slotNo(), request.places());
    return settings
        .setDays(wanted, new Span(request.from(), request.until()), who)
        .map(PlacesSet::of);
  }
}
