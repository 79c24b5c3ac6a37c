/** What the command lines of these programs have in common. */
@NullMarked
package dev.pointsman.it.options;

import org.jspecify.annotations.NullMarked;
