/** Finds the bytes of a module under tenant and name. Knows no engine. */
@NullMarked
package dev.pointsman.worker.module;

import org.jspecify.annotations.NullMarked;
