/** What tenants could upload to stop, starve or spy on others, run through the real sandbox. */
@NullMarked
package dev.pointsman.it.hostile;

import org.jspecify.annotations.NullMarked;
