/**
 * What a job has asked to become visible. It is buffered and bounded while the guest runs, and
 * performed only after the guest has ended well: a trap in the middle leaves nothing half done.
 */
@NullMarked
package dev.pointsman.worker.effects;

import org.jspecify.annotations.NullMarked;
