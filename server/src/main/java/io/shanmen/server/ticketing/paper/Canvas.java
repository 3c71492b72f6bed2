package io.shanmen.server.ticketing.paper;

/**
 * Something to draw on in black: x to the right and y downwards from the upper left corner of the
 * printable area, in millimetres.
 */
interface Canvas {

  /** Draws a line of text with its base line at y. */
  void text(String text, double x, double y, double sizeMm);

  /** Fills a rectangle. */
  void box(double x, double y, double width, double height);

  /** How wide the printable area is. */
  double widthMm();
}
