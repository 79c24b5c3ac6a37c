package dev.pointsman.it.bench.child;

import java.util.List;
import java.util.function.Predicate;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;

/** What a worker's CPU is spent on. */
public enum CpuPart {
    /** Polling, sending, committing, and what decides in the intake. */
    KAFKA,
    /** From a record to the context of its job, and from an outcome to a result. */
    DISPATCH,
    /** A fresh instance. */
    INSTANCE,
    /** The guest's own code. */
    GUEST,
    /** What the guest asked its host for. */
    HOST,
    /** Collector and compilers. */
    JVM,
    /** Threads that are for none of these. */
    OTHER;

    private static final String WORKER = "dev.pointsman.worker.";

    /** Code that was generated of a module. */
    private static final String GENERATED = "com.dylibso.chicory.$gen";

    /** The first rule that a frame keeps to decides; the innermost frame is asked first. */
    private static final List<Rule> RULES =
            List.of(
                    new Rule(GUEST, frame -> type(frame).startsWith(GENERATED)),
                    new Rule(HOST, frame -> isIn(frame, "host", "effects", "state", "http")),
                    new Rule(INSTANCE, CpuPart::makesInstance),
                    new Rule(
                            KAFKA,
                            frame ->
                                    isIn(frame, "kafka", "flow")
                                            || type(frame).startsWith("org.apache.kafka.")),
                    new Rule(
                            DISPATCH,
                            frame ->
                                    isIn(
                                                    frame,
                                                    "job",
                                                    "tenant",
                                                    "module",
                                                    "context",
                                                    "sandbox.Sandbox")
                                            || type(frame).startsWith("dev.pointsman.contracts.")));

    private record Rule(CpuPart part, Predicate<RecordedFrame> fits) {}

    static CpuPart of(RecordedStackTrace trace) {
        for (var frame : trace.getFrames()) {
            for (var rule : RULES) {
                if (frame.isJavaFrame() && rule.fits().test(frame)) {
                    return rule.part();
                }
            }
        }
        return KAFKA;
    }

    private static boolean makesInstance(RecordedFrame frame) {
        return type(frame).startsWith("com.dylibso.chicory.runtime.Instance$Builder")
                || (type(frame).equals(WORKER + "sandbox.Sandbox")
                        && frame.getMethod().getName().equals("instance"));
    }

    private static boolean isIn(RecordedFrame frame, String... rooms) {
        for (var room : rooms) {
            if (type(frame).startsWith(WORKER + room)) {
                return true;
            }
        }
        return false;
    }

    private static String type(RecordedFrame frame) {
        return frame.getMethod().getType().getName();
    }
}
