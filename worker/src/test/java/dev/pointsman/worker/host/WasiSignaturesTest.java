package dev.pointsman.worker.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.worker.host.HostFunction.ValueType;
import dev.pointsman.worker.host.wasi.Wasi;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** WASI preview 1 as its specification lists it: a toolchain may import any of it. */
class WasiSignaturesTest {
    /** Name, parameters (i for i32, I for i64), result; from the witx file of the preview. */
    private static final String PREVIEW_1 =
            """
            args_get ii i; args_sizes_get ii i; environ_get ii i; environ_sizes_get ii i; clock_res_get ii i;
            clock_time_get iIi i; fd_advise iIIi i; fd_allocate iII i; fd_close i i; fd_datasync i i;
            fd_fdstat_get ii i; fd_fdstat_set_flags ii i; fd_fdstat_set_rights iII i; fd_filestat_get ii i;
            fd_filestat_set_size iI i; fd_filestat_set_times iIIi i; fd_pread iiiIi i; fd_prestat_get ii i;
            fd_prestat_dir_name iii i; fd_pwrite iiiIi i; fd_read iiii i; fd_readdir iiiIi i; fd_renumber ii i;
            fd_seek iIii i; fd_sync i i; fd_tell ii i; fd_write iiii i; path_create_directory iii i;
            path_filestat_get iiiii i; path_filestat_set_times iiiiIIi i; path_link iiiiiii i;
            path_open iiiiiIIii i; path_readlink iiiiii i; path_remove_directory iii i; path_rename iiiiii i;
            path_symlink iiiii i; path_unlink_file iii i; poll_oneoff iiii i; proc_exit i -; proc_raise i i;
            sched_yield - i; random_get ii i; sock_accept iii i; sock_recv iiiiii i; sock_send iiiii i;
            sock_shutdown ii i
            """;

    @Test
    void everyFunctionOfThePreviewIsOfferedWithItsSignature() {
        var offered =
                Wasi.functions().stream().map(WasiSignaturesTest::line).collect(Collectors.toSet());

        assertThat(offered)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(PREVIEW_1.strip().split(";\\s+")).toList())
                .hasSize(46);
    }

    private static String line(HostFunction function) {
        var parameters =
                function.parameters().stream()
                        .map(WasiSignaturesTest::letter)
                        .collect(Collectors.joining());
        var result = function.result().map(WasiSignaturesTest::letter).orElse("-");
        return function.name() + " " + (parameters.isEmpty() ? "-" : parameters) + " " + result;
    }

    private static String letter(ValueType type) {
        return type == ValueType.I32 ? "i" : "I";
    }
}
