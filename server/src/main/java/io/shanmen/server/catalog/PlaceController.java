package io.shanmen.server.catalog;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.server.identity.Permit;
import io.shanmen.server.identity.SignedIn;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Checkpoints and pools of places over HTTP. */
@RestController
@RequestMapping("/api/catalog")
class PlaceController {

  /** What a checkpoint shall be. */
  record CheckpointRequest(@NotNull Names names, boolean active) {}

  /** What a pool of places shall be; slots that exist stay as they are. */
  record PlacePoolRequest(
      @NotNull Names names, @NotNull @Size(max = 48) List<@Valid @NotNull Slot> slots) {}

  private final CheckpointsAndPools places;

  PlaceController(CheckpointsAndPools places) {
    this.places = places;
  }

  @GetMapping("/checkpoints")
  @Permit(CatalogPermissions.VIEW)
  List<Checkpoint> checkpoints() {
    return places.checkpoints();
  }

  @PutMapping("/checkpoints/{no}")
  @Permit(CatalogPermissions.EDIT)
  Outcome<Checkpoint> saveCheckpoint(
      @PathVariable int no, @Valid @RequestBody CheckpointRequest request, SignedIn who) {
    return places.save(no, request.names(), request.active(), who);
  }

  @GetMapping("/place-pools")
  @Permit(CatalogPermissions.VIEW)
  List<PlacePool> placePools() {
    return places.pools();
  }

  @PutMapping("/place-pools/{placePoolId}")
  @Permit(CatalogPermissions.EDIT)
  Outcome<PlacePool> savePlacePool(
      @PathVariable UUID placePoolId, @Valid @RequestBody PlacePoolRequest request, SignedIn who) {
    return places.save(
        new PlacePool(new PlacePoolId(placePoolId), request.names(), request.slots()), who);
  }
}
