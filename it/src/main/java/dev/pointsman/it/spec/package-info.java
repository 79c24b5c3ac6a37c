/**
 * Modules that others wrote, through the whole sandbox: the specification's own test suite, and
 * modules in use.
 */
@NullMarked
package dev.pointsman.it.spec;

import org.jspecify.annotations.NullMarked;
