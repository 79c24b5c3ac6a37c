/** Options that go together, and those that do not; nothing is run. */
@NullMarked
package dev.pointsman.it.options;

import org.jspecify.annotations.NullMarked;
