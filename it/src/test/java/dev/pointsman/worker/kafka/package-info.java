/** Steps of the intake that only a broker can answer. */
@NullMarked
package dev.pointsman.worker.kafka;

import org.jspecify.annotations.NullMarked;
