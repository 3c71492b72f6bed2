/** What an order costs: the most specific price wins. */
@NullMarked
package io.shanmen.kernel.pricing;

import org.jspecify.annotations.NullMarked;
