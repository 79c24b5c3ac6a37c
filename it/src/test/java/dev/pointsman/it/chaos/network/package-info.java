/** The relay, in all weathers. */
@NullMarked
package dev.pointsman.it.chaos.network;

import org.jspecify.annotations.NullMarked;
