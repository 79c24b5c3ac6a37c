/** What a fresh instance and a guest's own code cost, beside the engine with its own memory. */
@NullMarked
package dev.pointsman.it.bench.instance;

import org.jspecify.annotations.NullMarked;
