package dev.pointsman.it.bench.child;

import dev.pointsman.local.broker.BrokerSettings;
import dev.pointsman.local.broker.EmbeddedBroker;

/** A broker; its data is temporary. Safe on every thread. */
record BrokerRole(EmbeddedBroker broker) implements Role {
    static BrokerRole start() {
        return new BrokerRole(EmbeddedBroker.start(BrokerSettings.temporary()));
    }

    @Override
    public String introduction() {
        return broker.bootstrapServers();
    }

    @Override
    public long committed() {
        return 0;
    }

    @Override
    public void close() {
        broker.close();
    }
}
