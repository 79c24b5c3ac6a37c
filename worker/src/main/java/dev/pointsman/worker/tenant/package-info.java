/**
 * Who the tenants are and what each may do: read from one file, checked whole, and read again when
 * it changes. What is not granted is denied.
 */
@NullMarked
package dev.pointsman.worker.tenant;

import org.jspecify.annotations.NullMarked;
