/** Reports of a day, week, month, quarter or year, with key figures and the lines behind them. */
@NullMarked
package io.shanmen.server.insight.report;

import org.jspecify.annotations.NullMarked;
