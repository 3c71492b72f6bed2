package io.shanmen.server.host;

import java.util.List;
import org.springframework.core.env.Environment;

/** A part of the doctor's visit: looks, changes nothing, and needs no running server. */
public interface Examination {
  /** What is found with these settings, which are those of the server. */
  List<Finding> examine(Environment settings);
}
