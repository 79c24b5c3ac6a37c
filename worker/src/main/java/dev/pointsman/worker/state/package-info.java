/**
 * The state that jobs keep from one to the next, by tenant, record key and name: what is committed
 * of a partition, and upon it what jobs have written that is not committed yet. It knows no Kafka:
 * what the topic says is told to it, and what is to be said there is asked of it.
 */
@NullMarked
package dev.pointsman.worker.state;

import org.jspecify.annotations.NullMarked;
