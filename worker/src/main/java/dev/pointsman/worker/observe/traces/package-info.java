/** A span for each job, told to a collector of OpenTelemetry if there is one. */
@NullMarked
package dev.pointsman.worker.observe.traces;

import org.jspecify.annotations.NullMarked;
