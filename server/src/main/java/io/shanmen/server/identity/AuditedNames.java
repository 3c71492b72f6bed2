package io.shanmen.server.identity;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the marks that stand for names in the audit log. The log is never changed, so nothing that
 * must be sealed anew may stand in it: it keeps a blind index of a name, which says whether two are
 * the same; whose it is or was is looked up when an entry is shown.
 */
@Component
class AuditedNames {

  private static final Pattern MARK = Pattern.compile("#[0-9a-f]{32}");

  private final OperatorNames names;
  private final OperatorTable operators;
  private final SealedNames sealed;
  private final JsonMapper json;

  AuditedNames(OperatorNames names, OperatorTable operators, SealedNames sealed, JsonMapper json) {
    this.names = names;
    this.operators = operators;
    this.sealed = sealed;
    this.json = json;
  }

  /** What the marks stand for that are known at this moment. */
  Legend legend() {
    Map<String, String> known = new HashMap<>();
    for (OperatorName operator : names.all()) {
      known.put(SealedNames.mark(sealed.index(operator.signInName())), operator.signInName());
      known.put(sealed.mark(operator.name()), operator.name());
    }
    operators.formerNames().forEach(name -> known.put(sealed.mark(name), name));
    return new Legend(known, json);
  }

  /** The subject to look for when somebody asks for a sign-in name that was tried. */
  String subject(String typed) {
    return MARK.matcher(typed).matches() ? typed : SealedNames.mark(sealed.index(typed));
  }

  /** Names by their marks; a mark of none stays what it is. */
  record Legend(Map<String, String> known, JsonMapper json) {

    String read(String text) {
      return known.getOrDefault(text, text);
    }

    /** The same within JSON. */
    String readJson(String text) {
      return MARK.matcher(text)
          .replaceAll(
              found -> {
                String name = json.writeValueAsString(read(found.group()));
                return Matcher.quoteReplacement(name.substring(1, name.length() - 1));
              });
    }
  }
}
