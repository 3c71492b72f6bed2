package io.shanmen.server.ticketing.paper;

/** A canvas on which nothing is drawn: to learn how long a drawing gets. */
record NoCanvas(double widthMm) implements Canvas {

  @Override
  public void text(String text, double x, double y, double sizeMm) {
    // Only the pen moves.
  }

  @Override
  public void box(double x, double y, double width, double height) {
    // Only the pen moves.
  }
}
