/**
 * Pointsman in one process: the {@code pointsman} command, the demo, and dev mode with a broker
 * inside.
 */
@NullMarked
package dev.pointsman.local;

import org.jspecify.annotations.NullMarked;
