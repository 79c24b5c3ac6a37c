package dev.pointsman.it.chaos.planted;

import dev.pointsman.contracts.JobId;
import dev.pointsman.contracts.ModuleRef;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.TenantId;
import dev.pointsman.it.chaos.jobs.Answer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sends a job's answer as the bug will have it. Owned by one thread. */
final class AnswerSender {
    private final Bug bug;
    private final PlantedClients clients;
    private final PlantedCounts counts;
    private final Map<JobId, Integer> attempts = new HashMap<>();

    AnswerSender(Bug bug, PlantedClients clients, PlantedCounts counts) {
        this.bug = bug;
        this.clients = clients;
        this.counts = counts;
    }

    void send(PlantedJob taken) {
        if (taken.isCancel()) {
            return;
        }
        var job = counts.names().known(taken);
        counts.names().record(job).ifPresent(this::sendState);
        if (bug == Bug.MALFORMED_DROPPED && job.isMalformed()) {
            return;
        }
        var counted = counts.counted(job);
        var answer = job.isUnlucky() ? spoilt(counted) : counted;
        var tries = tries(answer);
        for (var attempt = 2; attempt <= tries; attempt++) {
            sendRetry(AnswerRecords.retry(job.record(), attempt));
        }
        send(AnswerRecords.result(answer, tries));
        if (bug != Bug.DEAD_LETTER_FORGOTTEN) {
            AnswerRecords.deadLetter(job.record(), answer, tries).ifPresent(this::send);
        }
        if (answer.events() > 0 || (bug == Bug.EFFECT_OF_A_FAILED_JOB && job.hasTrapped())) {
            sendEffect(AnswerRecords.event(answer));
        }
        counts.record(job).ifPresent(this::sendState);
    }

    /**
     * It makes all attempts at once; one that keeps them in mind does not forget those taken back.
     */
    private int tries(Answer answer) {
        return bug == Bug.ATTEMPTS_IN_MEMORY && answer.attempts() > 1
                ? attempts.merge(answer.id(), answer.attempts(), Integer::sum)
                : answer.attempts();
    }

    private Answer spoilt(Answer answer) {
        return switch (bug) {
            case WRONG_TENANT -> with(answer, answer.tenant().map(AnswerSender::other));
            case WRONG_KEY -> with(answer, answer.key().map(key -> key + "0"), answer.outcome());
            case WRONG_OUTPUT -> with(answer, answer.key(), wrong(answer.outcome()));
            default -> answer;
        };
    }

    private static TenantId other(TenantId tenant) {
        return new TenantId(tenant.value().equals("acme") ? "globex" : "acme");
    }

    private static Outcome wrong(Outcome outcome) {
        return outcome instanceof Outcome.Succeeded
                ? new Outcome.Succeeded(Payload.ofUtf8("of another job"))
                : outcome;
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        var producer = bug == Bug.NO_TRANSACTION ? clients.outside() : clients.producer();
        var _ = producer.send(record);
    }

    private void sendEffect(ProducerRecord<byte[], byte[]> record) {
        if (bug == Bug.EFFECT_OUTSIDE_TRANSACTION) {
            var _ = clients.outside().send(record);
        } else {
            send(record);
        }
    }

    private void sendRetry(ProducerRecord<byte[], byte[]> record) {
        if (bug == Bug.RETRY_OUTSIDE_TRANSACTION) {
            var _ = clients.outside().send(record);
        } else {
            send(record);
        }
    }

    private void sendState(ProducerRecord<byte[], byte[]> record) {
        if (bug == Bug.STATE_OUTSIDE_TRANSACTION) {
            var _ = clients.outside().send(record);
        } else {
            send(record);
        }
    }

    private static Answer with(Answer answer, Optional<TenantId> tenant) {
        Optional<ModuleRef> module = answer.module();
        return new Answer(
                answer.id(),
                tenant,
                module,
                answer.key(),
                answer.outcome(),
                answer.events(),
                answer.attempts());
    }

    private static Answer with(Answer answer, Optional<String> key, Outcome outcome) {
        return new Answer(
                answer.id(),
                answer.tenant(),
                answer.module(),
                key,
                outcome,
                answer.events(),
                answer.attempts());
    }
}
