/**
 * Makes guests' HTTP requests: the only room that knows an HTTP client. It connects to no address
 * that was not looked at, whatever name, number or redirection leads there.
 */
@NullMarked
package dev.pointsman.worker.http;

import org.jspecify.annotations.NullMarked;
