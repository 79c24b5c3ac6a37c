/** The admin port: whether the worker lives, is ready, what it counts, and a page for people. */
@NullMarked
package dev.pointsman.worker.observe.admin;

import org.jspecify.annotations.NullMarked;
