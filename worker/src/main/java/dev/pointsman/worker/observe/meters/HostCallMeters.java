package dev.pointsman.worker.observe.meters;

import dev.pointsman.worker.host.Guest;
import dev.pointsman.worker.host.HostCall;
import dev.pointsman.worker.host.HostFunction;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/**
 * Counts and times the calls of capabilities; WASI's own are too many and too short to be timed
 * each. Safe on every thread.
 */
public final class HostCallMeters {
    private final MeterRegistry registry;

    public HostCallMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** The same function, watched, if it is a capability. */
    public HostFunction watched(HostFunction function) {
        return function.capability()
                .map(capability -> function.doing(watched(capability, function.call())))
                .orElse(function);
    }

    private HostCall watched(String capability, HostCall call) {
        var time =
                Timer.builder("pointsman.host.call")
                        .description("How long granted capabilities took to answer")
                        .tag("capability", capability)
                        .register(registry);
        return new Watched(
                capability,
                call,
                time,
                calls(capability, "answered"),
                calls(capability, "stopped"));
    }

    private Counter calls(String capability, String outcome) {
        return Counter.builder("pointsman.host.calls")
                .description("Calls of granted capabilities; a stopped one ended its job")
                .tag("capability", capability)
                .tag("outcome", outcome)
                .register(registry);
    }

    private record Watched(
            String capability, HostCall call, Timer time, Counter answered, Counter stopped)
            implements HostCall {
        @Override
        public long answer(Guest guest, long... arguments) {
            var event = new HostCallEvent();
            event.begin();
            var from = System.nanoTime();
            var calls = stopped;
            try {
                var answer = call.answer(guest, arguments);
                calls = answered;
                return answer;
            } finally {
                calls.increment();
                time.record(System.nanoTime() - from, TimeUnit.NANOSECONDS);
                event.commit(guest.context(), capability);
            }
        }
    }
}
