package io.shanmen.server.identity;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.server.vault.DataKeyState;
import io.shanmen.server.vault.FieldKeys;
import io.shanmen.server.vault.MasterKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The keys that seal personal data. The page is here and not in the vault, which stands below this
 * room and knows neither operators nor permissions.
 */
@RestController
@RequestMapping("/api/identity/data-keys")
class DataKeyController {

  private final FieldKeys keys;
  private final DataKeyRenewal renewal;

  DataKeyController(FieldKeys keys, DataKeyRenewal renewal) {
    this.keys = keys;
    this.renewal = renewal;
  }

  /**
   * A data key; itself it never comes this way.
   *
   * @param readable whether what it sealed can be read now
   * @param values how many values are sealed under it; those of a retiring key wait to be sealed
   *     anew
   */
  record DataKeyView(
      int keyId,
      DataKeyState state,
      MasterKind master,
      boolean readable,
      long values,
      Instant createdAt,
      @Nullable Instant retiringAt,
      @Nullable Instant retiredAt) {

    static DataKeyView of(FieldKeys.View key) {
      return new DataKeyView(
          key.id(),
          key.state(),
          key.master(),
          key.opened(),
          key.values(),
          key.createdAt(),
          key.retiringAt(),
          key.retiredAt());
    }
  }

  /** All of them, the newest first. */
  @GetMapping
  @Permit(IdentityPermissions.RENEW_DATA_KEYS)
  List<DataKeyView> dataKeys() {
    return keys.all().reversed().stream().map(DataKeyView::of).toList();
  }

  /** Begins a new key; what the present one sealed is sealed anew in the background. */
  @PostMapping("/renewals")
  @Permit(IdentityPermissions.RENEW_DATA_KEYS)
  Outcome<List<DataKeyView>> renewDataKey(SignedIn who) {
    return renewal.renew(who).map(done -> dataKeys());
  }
}
