/** What is counted and timed, and how it is told to Prometheus; the names are public API. */
@NullMarked
package dev.pointsman.worker.observe.meters;

import org.jspecify.annotations.NullMarked;
