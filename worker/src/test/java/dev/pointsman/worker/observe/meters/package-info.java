@NullMarked
package dev.pointsman.worker.observe.meters;

import org.jspecify.annotations.NullMarked;
