/**
 * A real Kafka broker inside this process, for the local form and for tests; nothing else in the
 * project touches Kafka's insides.
 *
 * <p>{@link dev.pointsman.local.broker.EmbeddedBroker#start} opens the folder that {@link
 * dev.pointsman.local.broker.BrokerSettings} names, formats it as Kafka's storage tool would, picks
 * free ports on 127.0.0.1 and starts one KRaft node that is broker and controller at once, tuned to
 * start quickly and to hold one copy of everything. Should somebody take a picked port in the
 * moment before Kafka binds it, others are picked. Closing the broker stops it and deletes the
 * folder if it was a temporary one; a kept folder can be started again, with all that was in it.
 */
@NullMarked
package dev.pointsman.local.broker;

import org.jspecify.annotations.NullMarked;
