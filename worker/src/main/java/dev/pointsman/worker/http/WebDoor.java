package dev.pointsman.worker.http;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Wording;
import dev.pointsman.worker.context.CurrentContext;
import dev.pointsman.worker.context.JobContext;
import dev.pointsman.worker.context.JobStopped;
import dev.pointsman.worker.host.HttpAnswer;
import dev.pointsman.worker.host.HttpDoor;
import dev.pointsman.worker.host.HttpFault;
import dev.pointsman.worker.host.HttpHeader;
import dev.pointsman.worker.host.HttpQuestion;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Guests' way to the web. Called on a virtual thread that has the job's context, and interrupted
 * when the job is stopped. Safe on every thread.
 */
public final class WebDoor implements HttpDoor {
    /** Far more than jobs run at once: what a stopped job leaves behind ends soon, not at once. */
    private static final int MAX_CALLS = 256;

    private final Semaphore calls = new Semaphore(MAX_CALLS);

    /** Made when it is first needed: most workers' guests never ask, and it takes a while. */
    private final FutureTask<Clients> clients;

    public WebDoor() {
        this(LookUps.ofSystem());
    }

    WebDoor(CheckedDns.Names names) {
        this.clients = new FutureTask<>(() -> new Clients(names));
    }

    @Override
    public HttpAnswer ask(HttpQuestion question, List<HttpHeader> added, Duration patience) {
        if (!calls.tryAcquire()) {
            return new HttpAnswer.Failed(HttpFault.CONNECTION_LIMIT_REACHED);
        }
        try {
            return answer(question, added, patience);
        } finally {
            calls.release();
        }
    }

    private HttpAnswer answer(HttpQuestion question, List<HttpHeader> added, Duration patience) {
        var job = CurrentContext.get().orElseThrow();
        var overhead = new Overhead();
        var client = clients().watchedBy(overhead);
        try (var response = call(client, Requests.of(question, added), patience).execute()) {
            return answered(response, job, overhead);
        } catch (IOException e) {
            if (Faults.isRefusal(e)) {
                throw refused(job, question);
            }
            return new HttpAnswer.Failed(Faults.of(e));
        } catch (IllegalArgumentException | IllegalStateException _) {
            // So the client takes what it did not reckon with, such as a length below nothing: that
            // is no fault of the worker's.
            return new HttpAnswer.Failed(HttpFault.PROTOCOL_ERROR);
        }
    }

    private static Call call(OkHttpClient client, Request request, Duration patience) {
        var call = client.newCall(request);
        call.timeout().timeout(Math.max(1, patience.toNanos()), TimeUnit.NANOSECONDS);
        return call;
    }

    private static HttpAnswer answered(Response response, JobContext job, Overhead overhead)
            throws IOException {
        Responses.requireStatus(response);
        var headers = Responses.headers(response);
        var body = Responses.body(response, job.policy().http().maxResponseBytes(), overhead);
        return new HttpAnswer.Answered(response.code(), headers, body);
    }

    /** Which address it was stays here: a guest is not to map the worker's network. */
    private static JobStopped refused(JobContext job, HttpQuestion question) {
        return new JobStopped(
                ErrorCode.CAPABILITY_DENIED,
                "tenant "
                        + job.tenant()
                        + " may not connect to where "
                        + question.origin()
                        + " leads, which is no public address (its policy names the networks "
                        + Wording.few(job.policy().http().networks())
                        + ")");
    }

    private Clients clients() {
        clients.run();
        try {
            return clients.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JobStopped(ErrorCode.WORKER_FAULT, "the job was left to another worker");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof VirtualMachineError broken) {
                throw broken;
            }
            throw new IllegalStateException("the HTTP client cannot be made", e.getCause());
        }
    }
}
