/**
 * The demo park: a real server, real gates and simulated boards, scanners, cashiers and visitors,
 * who act through the same wires as real ones.
 */
@NullMarked
package io.shanmen.simulators.demo;

import org.jspecify.annotations.NullMarked;
