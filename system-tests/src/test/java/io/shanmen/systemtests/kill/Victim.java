package io.shanmen.systemtests.kill;

/** Who is killed. */
enum Victim {
  /** The server's process; its PostgreSQL ends by itself. */
  SERVER,
  /** PostgreSQL's first process; the server starts it again. */
  POSTGRES,
  /** One of PostgreSQL's connections, which makes PostgreSQL end them all and recover. */
  CONNECTION,
  /** Both at once, as in a power cut. */
  SERVER_AND_POSTGRES,
  /** A gate's process. */
  GATE
}
