/** Tables as CSV and as workbooks. */
@NullMarked
package io.shanmen.server.insight.sheet;

import org.jspecify.annotations.NullMarked;
