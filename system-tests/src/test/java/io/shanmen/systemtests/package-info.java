/** The whole house at once: real server, real PostgreSQL, real gates, a real browser. */
@NullMarked
package io.shanmen.systemtests;

import org.jspecify.annotations.NullMarked;
