/**
 * Admits, compiles, instantiates, limits and runs guests. The only package that knows the engine
 * (Chicory), and the one place where whatever a guest can cause becomes an outcome.
 */
@NullMarked
package dev.pointsman.worker.sandbox;

import org.jspecify.annotations.NullMarked;
