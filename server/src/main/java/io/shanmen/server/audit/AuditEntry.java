package io.shanmen.server.audit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was done, or was tried and refused.
 *
 * <p>Facts are small values that the server's JSON writer knows (text, numbers, truth, UUIDs,
 * instants, enums, lists of them). Secrets and visitors' personal data never belong here; the names
 * of such facts are refused.
 *
 * @param actor who and where
 * @param action the module and what happened in the past tense, as in {@code
 *     "identity.operator_disabled"}
 * @param subject what it was done to
 * @param change the facts before and after
 * @param refusal the code of the refusal; null when it was done
 */
public record AuditEntry(
    AuditActor actor,
    String action,
    AuditSubject subject,
    Change change,
    @Nullable String refusal) {

  private static final Set<String> FORBIDDEN_FACTS =
      Set.of("password", "pin", "secret", "token", "phone", "email", "document", "idnumber");

  /** The facts that changed: empty before a creation, empty after a removal. */
  public record Change(Map<String, @Nullable Object> before, Map<String, @Nullable Object> after) {

    static final Change NONE = new Change(Map.of(), Map.of());

    public Change {
      before = facts(before);
      after = facts(after);
    }

    private static Map<String, @Nullable Object> facts(Map<String, @Nullable Object> given) {
      for (String name : given.keySet()) {
        if (FORBIDDEN_FACTS.contains(name.toLowerCase(Locale.ROOT))) {
          throw new IllegalArgumentException("not for the audit log: " + name);
        }
      }
      return Collections.unmodifiableMap(new LinkedHashMap<String, @Nullable Object>(given));
    }
  }

  /** Something that was done. */
  public static AuditEntry done(AuditActor actor, String action, AuditSubject subject) {
    return new AuditEntry(actor, action, subject, Change.NONE, null);
  }

  /** Something that was tried and refused. */
  public static AuditEntry refused(
      AuditActor actor, String action, AuditSubject subject, String refusal) {
    return new AuditEntry(actor, action, subject, Change.NONE, refusal);
  }

  public AuditEntry before(Map<String, @Nullable Object> facts) {
    return new AuditEntry(actor, action, subject, new Change(facts, change.after()), refusal);
  }

  public AuditEntry after(Map<String, @Nullable Object> facts) {
    return new AuditEntry(actor, action, subject, new Change(change.before(), facts), refusal);
  }
}
