/**
 * What it costs a host function to find out on whose behalf it is called: our way beside the
 * others, measured by JMH in one run.
 */
@NullMarked
package dev.pointsman.it.bench.dispatch;

import org.jspecify.annotations.NullMarked;
