/**
 * The demo: real documents, three tenants, a broker and a worker; it counts what comes out and says
 * so.
 */
@NullMarked
package dev.pointsman.local.demo;

import org.jspecify.annotations.NullMarked;
