/** Stories told end to end: a real broker, a real worker, real modules. */
@NullMarked
package dev.pointsman.it;

import org.jspecify.annotations.NullMarked;
