package dev.pointsman.it.bench.child;

import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The main class of every child: takes a role by its arguments, answers each line on standard
 * input, which asks for a {@link Count} or for what only its role knows, and ends when standard
 * input does.
 */
public final class BenchChild {
    private BenchChild() {}

    public static void main(String[] arguments) throws Exception {
        try (var role = role(arguments[0], List.of(arguments).subList(1, arguments.length))) {
            System.out.println(role.introduction());
            answer(role);
        }
        // A library's thread must not keep the process.
        System.exit(0);
    }

    private static Role role(String name, List<String> arguments) throws Exception {
        return switch (name) {
            case "broker" -> BrokerRole.start();
            case "web" -> WebRole.start();
            case "copy" -> CopyRole.start(CopySettings.parse(arguments));
            case "worker" -> WorkerRole.start(arguments);
            case "intake" -> WorkerRole.startIntake(arguments);
            case "instance" -> InstanceRole.start(arguments);
            case "burn" -> BurnRole.start(Duration.parse(arguments.getFirst()));
            default ->
                    throw new IllegalArgumentException(
                            "role: "
                                    + name
                                    + " (expected: broker, web, copy, worker, intake, instance or burn)");
        };
    }

    private static void answer(Role role) throws IOException {
        var questions =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var split = Optional.<CpuSplit>empty();
        for (var line = questions.readLine(); line != null; line = questions.readLine()) {
            var own = role.answer(line);
            if (own.isPresent()) {
                System.out.println(own.orElseThrow());
                continue;
            }
            switch (Count.valueOf(line)) {
                case COMMITTED -> System.out.println(role.committed());
                case COMPILED_MILLIS -> System.out.println(compiledMillis());
                case ALLOCATED_BYTES -> System.out.println(allocatedBytes());
                case HEAP_BYTES -> System.out.println(Memory.afterCollection());
                case SPLIT_BEGIN -> {
                    split = Optional.of(CpuSplit.begin());
                    System.out.println("split");
                }
                case SPLIT_END -> System.out.println(split.orElseThrow().end());
            }
        }
    }

    private static long compiledMillis() {
        return ManagementFactory.getCompilationMXBean().getTotalCompilationTime();
    }

    private static long allocatedBytes() {
        return ManagementFactory.getPlatformMXBean(ThreadMXBean.class)
                .getTotalThreadAllocatedBytes();
    }
}
