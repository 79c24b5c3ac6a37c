package dev.pointsman.worker.host;

import java.util.Optional;

/**
 * The calls of a policy whose failures are recorded: those whose answers do not follow from the
 * job's record are made inside one that tells the job's recorder. Chosen where the table is made,
 * so that others pay nothing. Whatever a guest was told is kept also if the call ends the job, for
 * the same call must do the same again. Stateless.
 */
final class RecordedCalls {
    private static final String WASI = "wasi_snapshot_preview1";

    private RecordedCalls() {}

    /** What the function does, and tells. */
    static HostCall of(HostFunction function) {
        var call = function.call();
        return switch (function.path()) {
            case "pointsman/v1.config_get" -> config(call);
            case "pointsman/v1.secret_get" -> secret(call);
            case "pointsman/v1.http_request" -> http(call);
            case "pointsman/v1.state_get",
                    "pointsman/v1.state_set",
                    "pointsman/v1.state_delete",
                    "pointsman/v1.state_list" ->
                    state(call);
            case "wasi_snapshot_preview1.clock_time_get" -> clock(call);
            default -> isOurs(function) ? call : foreign(function);
        };
    }

    /** The rest of them answer what follows from the job, or nothing at all. */
    private static boolean isOurs(HostFunction function) {
        return function.module().equals(Capabilities.MODULE) || function.module().equals(WASI);
    }

    private static HostCall config(HostCall call) {
        return (guest, arguments) -> {
            try {
                return call.answer(guest, arguments);
            } finally {
                var key = guest.effects().audit().target();
                var value = Optional.ofNullable(guest.context().policy().config().get(key));
                guest.effects().recorder().config(key, value);
            }
        };
    }

    private static HostCall secret(HostCall call) {
        return (guest, arguments) -> {
            try {
                return call.answer(guest, arguments);
            } finally {
                var name = guest.effects().audit().target();
                var secrets = guest.context().policy().grants().secrets();
                guest.effects().recorder().secret(name, secrets.containsKey(name));
            }
        };
    }

    private static HostCall http(HostCall call) {
        return (guest, arguments) -> {
            guest.outside().heardBy(new RecordedHttp(guest.effects().recorder()));
            return call.answer(guest, arguments);
        };
    }

    /** The job's state is made when it first asks for it, and looks for the recorder then. */
    private static HostCall state(HostCall call) {
        return (guest, arguments) -> {
            guest.effects().recorder();
            return call.answer(guest, arguments);
        };
    }

    private static HostCall clock(HostCall call) {
        return (guest, arguments) -> {
            try {
                return call.answer(guest, arguments);
            } finally {
                guest.effects().recorder().clock(guest.io().newestMillis());
            }
        };
    }

    private static HostCall foreign(HostFunction function) {
        return (guest, arguments) -> {
            guest.effects().recorder().foreign(function.path());
            return function.call().answer(guest, arguments);
        };
    }
}
