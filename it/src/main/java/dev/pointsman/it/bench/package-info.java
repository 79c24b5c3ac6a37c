/**
 * The benchmark: the worker beside a bare transactional copy loop, on one broker, in one run. All
 * that is measured runs in a process of its own, so that its CPU can be told apart.
 */
@NullMarked
package dev.pointsman.it.bench;

import org.jspecify.annotations.NullMarked;
