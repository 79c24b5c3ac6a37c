/**
 * WASI preview 1 as a job sees it: standard input, output and error, arguments, environment, a
 * coarse clock and repeatable randomness. No files, no sockets: whatever else is called answers an
 * errno.
 */
@NullMarked
package dev.pointsman.worker.host.wasi;

import org.jspecify.annotations.NullMarked;
