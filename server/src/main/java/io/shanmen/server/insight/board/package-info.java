/** The live board: one producer, as many streams as there are screens. */
@NullMarked
package io.shanmen.server.insight.board;

import org.jspecify.annotations.NullMarked;
