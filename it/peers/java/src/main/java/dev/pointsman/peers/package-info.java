/**
 * What a team would write in Java in place of Pointsman, for {@code it/bench peers}: each a whole
 * program, and none of it ours beyond this folder.
 */
@NullMarked
package dev.pointsman.peers;

import org.jspecify.annotations.NullMarked;
