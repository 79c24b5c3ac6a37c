@NullMarked
package dev.pointsman.worker.flow;

import org.jspecify.annotations.NullMarked;
