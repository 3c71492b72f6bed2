/**
 * Insight: the live board and the reports. It reads the other rooms' published views and never
 * their tables. What it writes are sums of days that are over and of what only grows today, so that
 * a report of a year costs no more than its days; they can be thrown away and are made again.
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
