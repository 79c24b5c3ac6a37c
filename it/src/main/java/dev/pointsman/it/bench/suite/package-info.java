/** The suites, each answering one question. */
@NullMarked
package dev.pointsman.it.bench.suite;

import org.jspecify.annotations.NullMarked;
