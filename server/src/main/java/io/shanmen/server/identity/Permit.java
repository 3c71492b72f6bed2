package io.shanmen.server.identity;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Opens a controller method, or all of a controller, to operators with a permission. What carries
 * neither this nor one of {@link OpenToAll}, {@link OpenToSignedIn} and {@link OpenToDevices} is
 * closed.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Permit {

  /** The permissions of which one is enough, as declared by {@link ModulePermissions}. */
  String[] value();
}
