/**
 * Insight: the live board and the reports. It reads the other rooms' published views and never
 * their tables, and changes nothing.
 */
@ApplicationModule(
    displayName = "Insight 数据中心",
    allowedDependencies = {
      "admission",
      "aftersales",
      "ordering",
      "payment",
      "foundation",
      "identity",
      "audit"
    })
@NullMarked
package io.shanmen.server.insight;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
