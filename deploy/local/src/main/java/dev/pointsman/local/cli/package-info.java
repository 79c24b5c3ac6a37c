/** The commands of {@code pointsman}, one class each. Exit codes: 0 ok, 1 failed, 2 wrong usage. */
@NullMarked
package dev.pointsman.local.cli;

import org.jspecify.annotations.NullMarked;
