package io.shanmen.server.identity;

import io.shanmen.server.vault.FieldAltered;
import io.shanmen.server.vault.Fields;
import io.shanmen.server.vault.SealedColumn;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Seals, opens and indexes names. */
@Component
class SealedNames {

  static final SealedColumn NAME = new SealedColumn("identity.operator", "operator_id", "name");
  static final SealedColumn SIGN_IN_NAME =
      new SealedColumn("identity.operator", "operator_id", "sign_in_name");
  static final SealedColumn FORMER_NAME =
      new SealedColumn("identity.former_name", "former_name_id", "name");

  /** Shown in place of a name while its key is away. */
  static final String AWAY = "（已加密 sealed）";

  /** Shown in place of a name that somebody altered in the database. */
  static final String ALTERED = "（已被篡改 altered）";

  /** How much of an index a mark shows: too much to meet another by chance. */
  private static final int MARK_HEX_DIGITS = 32;

  private static final Logger log = LoggerFactory.getLogger(SealedNames.class);

  private final Fields fields;

  SealedNames(Fields fields) {
    this.fields = fields;
  }

  /** Whether a text stands in the place of a name that is not known. */
  static boolean isHidden(String shown) {
    return shown.equals(AWAY) || shown.equals(ALTERED);
  }

  boolean canSeal() {
    return fields.canSeal();
  }

  byte[] seal(SealedColumn column, UUID row, String name) {
    return fields.seal(column, row, name);
  }

  /** The name, or what is shown in its place. */
  String open(SealedColumn column, UUID row, byte[] sealed) {
    try {
      return fields.open(column, row, sealed).orElse(AWAY);
    } catch (FieldAltered altered) {
      log.error("Row {}: {}", row, altered.getMessage());
      return ALTERED;
    }
  }

  SignInIndex index(String signInName) {
    return new SignInIndex(
        HexFormat.of().formatHex(fields.index(SIGN_IN_NAME, signInName.toLowerCase(Locale.ROOT))));
  }

  static byte[] bytes(SignInIndex index) {
    return HexFormat.of().parseHex(index.hex());
  }

  /** What the audit log keeps of a sign-in name. */
  static String mark(SignInIndex index) {
    return "#" + index.hex().substring(0, MARK_HEX_DIGITS);
  }

  /** What the audit log keeps of a name. */
  String mark(String name) {
    return "#" + HexFormat.of().formatHex(fields.index(NAME, name)).substring(0, MARK_HEX_DIGITS);
  }
}
