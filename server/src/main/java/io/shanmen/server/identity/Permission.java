package io.shanmen.server.identity;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Something that a role may allow.
 *
 * @param code the module and a verb, as in {@code "aftersales.approve"}
 * @param zh its name in Chinese
 * @param en its name in English
 * @param roles the built-in roles that hold it from the start; the administrator always does
 */
public record Permission(String code, String zh, String en, Set<BuiltInRole> roles) {

  private static final Pattern CODE = Pattern.compile("[a-z]+\\.[a-z]+(-[a-z]+)*");

  public Permission {
    if (!CODE.matcher(code).matches()) {
      throw new IllegalArgumentException("a permission is module.verb-words: " + code);
    }
    roles = Set.copyOf(roles);
  }

  public static Permission of(String code, String zh, String en, BuiltInRole... roles) {
    return new Permission(code, zh, en, Set.of(roles));
  }
}
