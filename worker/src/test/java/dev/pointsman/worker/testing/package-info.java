/** Doubles and makers that the tests of several packages share. */
@NullMarked
package dev.pointsman.worker.testing;

import org.jspecify.annotations.NullMarked;
