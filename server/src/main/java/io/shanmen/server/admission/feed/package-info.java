/**
 * What every gate is told: news in the transaction that makes it, chained into one gapless
 * sequence.
 */
@NullMarked
package io.shanmen.server.admission.feed;

import org.jspecify.annotations.NullMarked;
