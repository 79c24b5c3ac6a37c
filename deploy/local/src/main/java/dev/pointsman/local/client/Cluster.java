package dev.pointsman.local.client;

import dev.pointsman.worker.kafka.ClientSecurity;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * The brokers a client speaks to, and how it proves to them who it is. Immutable, so safe on every
 * thread.
 */
public record Cluster(String bootstrapServers, ClientSecurity security) {
    /** One that wants no proof. */
    public static Cluster plain(String bootstrapServers) {
        return new Cluster(bootstrapServers, ClientSecurity.NONE);
    }

    /** Everything a client with these settings needs to be told. */
    Map<String, Object> with(Map<String, Object> settings) {
        var all = new HashMap<String, Object>(security.properties());
        all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        all.putAll(settings);
        return all;
    }
}
