/** How many people are in the park, and the settings of its admission. */
@NullMarked
package io.shanmen.server.admission.park;

import org.jspecify.annotations.NullMarked;
