package dev.pointsman.worker.observe;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.JobCancel;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.worker.context.JobFields;
import dev.pointsman.worker.context.Origin;
import dev.pointsman.worker.effects.LogLine;
import dev.pointsman.worker.job.FinishedJob;
import dev.pointsman.worker.job.JobListener;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * One line a job in the worker's log, and the guest's own lines under a logger of their own. Never
 * a payload. Safe on every thread.
 */
public final class JobLog implements JobListener {
    private static final Logger JOBS = LoggerFactory.getLogger("pointsman.jobs");
    private static final Logger GUESTS = LoggerFactory.getLogger("pointsman.guests");

    @Override
    public void jobsEnded(List<FinishedJob> jobs) {
        jobs.forEach(JobLog::tell);
    }

    private static void tell(FinishedJob job) {
        for (var line : job.lines()) {
            JobFields.on(GUESTS.atLevel(levelOf(line.level())), job.result()).log(line.text());
        }
        if (job.droppedLines() > 0) {
            JobFields.on(GUESTS.atWarn(), job.result())
                    .log("{} lines more were not kept", job.droppedLines());
        }
        var line =
                JobFields.on(JOBS.atInfo(), job.result())
                        .addKeyValue("outcome", job.result().outcome().word());
        var told =
                reason(line, job.result().outcome())
                        .addKeyValue(
                                "durationMillis", job.result().execution().duration().toMillis())
                        .addKeyValue("record", job.origin());
        job.again()
                .ifPresentOrElse(
                        again ->
                                told.addKeyValue("attempt", again.attempt() - 1)
                                        .addKeyValue("due", again.due())
                                        .log("job will be tried again"),
                        () -> told.log("job ended"));
    }

    @Override
    public void cancelCame(JobCancel cancel, Origin origin, int jobs) {
        JOBS.atInfo()
                .addKeyValue("tenant", cancel.tenant())
                .addKeyValue("jobId", cancel.id())
                .addKeyValue("record", origin)
                .log(jobs == 0 ? "cancel came too late, or for nobody" : "job withdrawn");
    }

    private static LoggingEventBuilder reason(LoggingEventBuilder line, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Succeeded _ -> line;
            case Outcome.Failed(var exitCode, _) -> line.addKeyValue("exitCode", exitCode);
            case Outcome.Errored(var code, var detail) -> reason(line, code, detail);
            case Outcome.Cancelled(var code, var detail) -> reason(line, code, detail);
        };
    }

    private static LoggingEventBuilder reason(
            LoggingEventBuilder line, ErrorCode code, String detail) {
        return line.addKeyValue("error", code.code()).addKeyValue("detail", detail);
    }

    private static Level levelOf(LogLine.Level level) {
        return switch (level) {
            case TRACE -> Level.TRACE;
            case DEBUG -> Level.DEBUG;
            case INFO -> Level.INFO;
            case WARN -> Level.WARN;
            case ERROR, CRITICAL -> Level.ERROR;
        };
    }
}
