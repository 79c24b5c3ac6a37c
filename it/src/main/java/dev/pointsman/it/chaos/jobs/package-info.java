/** What is published, and what must come of it. */
@NullMarked
package dev.pointsman.it.chaos.jobs;

import org.jspecify.annotations.NullMarked;
