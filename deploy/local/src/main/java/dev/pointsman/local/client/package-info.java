/**
 * A publisher of jobs and a reader of results, as small as they can be: on Kafka's own clients and
 * the contracts.
 */
@NullMarked
package dev.pointsman.local.client;

import org.jspecify.annotations.NullMarked;
