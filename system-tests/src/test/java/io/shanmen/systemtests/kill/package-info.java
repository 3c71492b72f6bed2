/** The park under kills: what was acknowledged stays, whoever is killed at whatever moment. */
@NullMarked
package io.shanmen.systemtests.kill;

import org.jspecify.annotations.NullMarked;
