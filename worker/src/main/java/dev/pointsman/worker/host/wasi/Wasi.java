package dev.pointsman.worker.host.wasi;

import static dev.pointsman.worker.host.HostFunction.ValueType.I32;
import static dev.pointsman.worker.host.HostFunction.ValueType.I64;

import dev.pointsman.worker.host.GuestExit;
import dev.pointsman.worker.host.HostCall;
import dev.pointsman.worker.host.HostFunction;
import dev.pointsman.worker.host.HostFunction.ValueType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The 46 functions of WASI preview 1, every one with a defined answer. Signatures are written a
 * letter a parameter, {@code i} for i32 and {@code I} for i64; all but {@code proc_exit} answer an
 * errno.
 */
public final class Wasi {
    /** The import module of all of them. */
    public static final String MODULE = "wasi_snapshot_preview1";

    private static final int MAX_EXIT_CODE = 255;

    private Wasi() {}

    /** All of them. */
    public static List<HostFunction> functions() {
        return Stream.of(
                        program(),
                        standardStreams(),
                        withoutFiles(),
                        withoutPaths(),
                        withoutTheRest())
                .flatMap(List::stream)
                .toList();
    }

    private static List<HostFunction> program() {
        return List.of(
                errno("args_get", "ii", Program::argsGet),
                errno("args_sizes_get", "ii", Program::argsSizesGet),
                errno("environ_get", "ii", Program::environGet),
                errno("environ_sizes_get", "ii", Program::environSizesGet),
                errno("clock_res_get", "ii", Clock::resolution),
                errno("clock_time_get", "iIi", Clock::time),
                errno("random_get", "ii", Program::randomGet),
                errno("sched_yield", "", (_, _) -> Errno.SUCCESS),
                new HostFunction(
                        MODULE,
                        "proc_exit",
                        List.of(I32),
                        Optional.empty(),
                        Optional.empty(),
                        (_, arguments) -> {
                            throw new GuestExit((int) arguments[0] & MAX_EXIT_CODE);
                        }));
    }

    private static List<HostFunction> standardStreams() {
        return List.of(
                errno("fd_read", "iiii", StandardStreams::read),
                errno("fd_write", "iiii", StandardStreams::write),
                errno("fd_close", "i", StandardStreams::close),
                errno("fd_fdstat_get", "ii", StandardStreams::status),
                errno("fd_filestat_get", "ii", StandardStreams::fileStatus),
                errno("fd_seek", "iIii", StandardStreams::notSeekable),
                errno("fd_tell", "ii", StandardStreams::notSeekable));
    }

    private static List<HostFunction> withoutFiles() {
        return List.of(
                unsupported("fd_advise", "iIIi"),
                unsupported("fd_allocate", "iII"),
                unsupported("fd_datasync", "i"),
                unsupported("fd_fdstat_set_flags", "ii"),
                unsupported("fd_fdstat_set_rights", "iII"),
                unsupported("fd_filestat_set_size", "iI"),
                unsupported("fd_filestat_set_times", "iIIi"),
                unsupported("fd_pread", "iiiIi"),
                errno("fd_prestat_get", "ii", (_, _) -> Errno.BADF),
                errno("fd_prestat_dir_name", "iii", (_, _) -> Errno.BADF),
                unsupported("fd_pwrite", "iiiIi"),
                unsupported("fd_readdir", "iiiIi"),
                unsupported("fd_renumber", "ii"),
                unsupported("fd_sync", "i"));
    }

    private static List<HostFunction> withoutPaths() {
        return List.of(
                unsupported("path_create_directory", "iii"),
                unsupported("path_filestat_get", "iiiii"),
                unsupported("path_filestat_set_times", "iiiiIIi"),
                unsupported("path_link", "iiiiiii"),
                unsupported("path_open", "iiiiiIIii"),
                unsupported("path_readlink", "iiiiii"),
                unsupported("path_remove_directory", "iii"),
                unsupported("path_rename", "iiiiii"),
                unsupported("path_symlink", "iiiii"),
                unsupported("path_unlink_file", "iii"));
    }

    private static List<HostFunction> withoutTheRest() {
        return List.of(
                errno("poll_oneoff", "iiii", (_, _) -> Errno.NOTSUP),
                errno("proc_raise", "i", (_, _) -> Errno.NOTSUP),
                unsupported("sock_accept", "iii"),
                unsupported("sock_recv", "iiiiii"),
                unsupported("sock_send", "iiiii"),
                unsupported("sock_shutdown", "ii"));
    }

    /** A function on an open file: only the standard streams are open, and they cannot do this. */
    private static HostFunction unsupported(String name, String parameters) {
        return errno(
                name,
                parameters,
                (_, arguments) ->
                        StandardStreams.isOpen((int) arguments[0]) ? Errno.NOTSUP : Errno.BADF);
    }

    private static HostFunction errno(String name, String parameters, HostCall call) {
        return new HostFunction(
                MODULE, name, types(parameters), Optional.of(I32), Optional.empty(), call);
    }

    private static List<ValueType> types(String letters) {
        return letters.chars().mapToObj(letter -> letter == 'I' ? I64 : I32).toList();
    }
}
