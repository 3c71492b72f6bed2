package io.shanmen.server.vault;

/** A sealed value was altered, or stands in another row or column than it was sealed for. */
public final class FieldAltered extends RuntimeException {

  private static final long serialVersionUID = 1L;

  FieldAltered(SealedColumn column) {
    super("a value of " + column + " was altered or moved");
  }
}
