@NullMarked
package dev.pointsman.it.bench.instance;

import org.jspecify.annotations.NullMarked;
