package dev.pointsman.worker.http;

import dev.pointsman.worker.context.CurrentContext;
import java.net.InetAddress;

/**
 * Whether the job on whose behalf this thread works may connect to an address. Without a job nobody
 * may connect anywhere. Stateless, so safe on every thread.
 */
final class AddressCheck {
    private AddressCheck() {}

    static void require(InetAddress address) throws AddressRefused {
        var job = CurrentContext.get().orElseThrow(AddressRefused::new);
        if (!PublicAddresses.contains(address) && !job.policy().http().names(address)) {
            throw new AddressRefused();
        }
    }
}
