/** What a run says: tables, ratios, JSON. */
@NullMarked
package dev.pointsman.it.bench.report;

import org.jspecify.annotations.NullMarked;
