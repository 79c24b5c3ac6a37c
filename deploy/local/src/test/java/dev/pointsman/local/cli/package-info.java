/** The commands, without a broker. */
@NullMarked
package dev.pointsman.local.cli;

import org.jspecify.annotations.NullMarked;
