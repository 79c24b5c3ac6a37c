package dev.pointsman.it.bench.dispatch;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The ways a host function can come by its context. Each answers the same; they differ in where
 * they look. Stateless but for what a thread or a map is for.
 */
public enum Carriers {
    /** Nobody is asked: the least that a call can cost. */
    CONSTANT {
        @Override
        Call call(int function, Tenant tenant) {
            var act = ACTS[function];
            return (_, argument) -> act.of(NOBODY, argument);
        }
    },
    /** Imports made anew for every instance, each bound to its tenant. */
    CLOSURE {
        @Override
        Call call(int function, Tenant tenant) {
            var act = ACTS[function];
            return (_, argument) -> act.of(tenant, argument);
        }
    },
    /** Ours: the instance's machine knows, and has a table with a call for each function. */
    MACHINE {
        @Override
        Call call(int function, Tenant tenant) {
            return (instance, argument) ->
                    instance.getMachine() instanceof Attached attached
                            ? attached.table[function].of(attached.tenant, argument)
                            : -1;
        }

        @Override
        Machine machine(Machine engine, Tenant tenant) {
            return new Attached(engine, tenant, ACTS);
        }
    },
    SCOPED_VALUE {
        @Override
        Call call(int function, Tenant tenant) {
            var act = ACTS[function];
            return (_, argument) -> act.of(SCOPED.get(), argument);
        }

        @Override
        long[] run(Tenant tenant, Function<long[], long[]> body, long... arguments) {
            return ScopedValue.where(SCOPED, tenant).call(() -> body.apply(arguments));
        }
    },
    THREAD_LOCAL {
        @Override
        Call call(int function, Tenant tenant) {
            var act = ACTS[function];
            return (_, argument) -> act.of(LOCAL.get(), argument);
        }

        @Override
        long[] run(Tenant tenant, Function<long[], long[]> body, long... arguments) {
            LOCAL.set(tenant);
            try {
                return body.apply(arguments);
            } finally {
                LOCAL.remove();
            }
        }
    },
    MAP {
        @Override
        Call call(int function, Tenant tenant) {
            var act = ACTS[function];
            return (instance, argument) -> act.of(TENANTS.getOrDefault(instance, NOBODY), argument);
        }

        @Override
        void attach(Instance instance, Tenant tenant) {
            TENANTS.put(instance, tenant);
        }
    };

    /** How many host functions there are. */
    static final int FUNCTIONS = 4;

    private static final Tenant NOBODY = new Tenant(-1);
    private static final ScopedValue<Tenant> SCOPED = ScopedValue.newInstance();
    private static final ThreadLocal<Tenant> LOCAL = ThreadLocal.withInitial(() -> NOBODY);
    private static final Map<Instance, Tenant> TENANTS = new ConcurrentHashMap<>();

    /**
     * A class for each function, as in a worker: so the call to it is one of many in all of them.
     */
    private static final Act[] ACTS = {
        (tenant, argument) -> tenant.answer(argument, 0),
        (tenant, argument) -> tenant.answer(argument, 1),
        (tenant, argument) -> tenant.answer(argument, 2),
        (tenant, argument) -> tenant.answer(argument, 3),
    };

    /** The host function with this number, for instances of this tenant if it must know. */
    abstract Call call(int function, Tenant tenant);

    /** Whether imports have to be made for every instance. */
    boolean isRebound() {
        return this == CLOSURE;
    }

    Machine machine(Machine engine, Tenant tenant) {
        return engine;
    }

    /** Calls the guest on behalf of the tenant. */
    long[] run(Tenant tenant, Function<long[], long[]> body, long... arguments) {
        return body.apply(arguments);
    }

    void attach(Instance instance, Tenant tenant) {}

    /** What a host function does. */
    @FunctionalInterface
    interface Call {
        int answer(Instance instance, int argument);
    }

    /** What a host function does for one tenant. */
    @FunctionalInterface
    interface Act {
        int of(Tenant tenant, int argument);
    }

    /** A machine with its tenant. */
    private static final class Attached implements Machine {
        private final Machine engine;
        private final Tenant tenant;
        private final Act[] table;

        Attached(Machine engine, Tenant tenant, Act[] table) {
            this.engine = engine;
            this.tenant = tenant;
            this.table = table;
        }

        @Override
        public long[] call(int function, long[] arguments) {
            return engine.call(function, arguments);
        }
    }
}
