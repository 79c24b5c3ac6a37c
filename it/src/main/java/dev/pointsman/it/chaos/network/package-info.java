/** The relay between workers and broker, and the weather on it. */
@NullMarked
package dev.pointsman.it.chaos.network;

import org.jspecify.annotations.NullMarked;
