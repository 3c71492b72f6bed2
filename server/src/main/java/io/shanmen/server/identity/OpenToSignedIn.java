package io.shanmen.server.identity;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Opens a controller method to every operator who is signed in, whatever the role: who am I, sign
 * out, change my own password.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface OpenToSignedIn {

  /**
   * Whether the method may be called before a password that an administrator chose has been
   * replaced by the operator's own.
   */
  boolean beforePasswordChange() default false;
}
