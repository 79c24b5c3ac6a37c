/**
 * A simulator of the intake: several workers, each a small driver around one flow, against a model
 * of Kafka. A seed decides everything: who takes the next step, what breaks, what is in the topics.
 * Whatever happened, at the end the topics alone must show each job done once, whole, and in its
 * turn. The planted {@link dev.pointsman.worker.flow.sim.Mistake mistakes} prove that it would be
 * noticed if they did not.
 */
@NullMarked
package dev.pointsman.worker.flow.sim;

import org.jspecify.annotations.NullMarked;
