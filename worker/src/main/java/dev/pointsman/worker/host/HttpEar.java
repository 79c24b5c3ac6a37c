package dev.pointsman.worker.host;

import dev.pointsman.worker.context.JobStopped;

/** Who is told what came of a guest's requests. Called on the thread that runs the job. */
interface HttpEar {
    /** Nobody. */
    HttpEar DEAF =
            new HttpEar() {
                @Override
                public void heard(HttpQuestion question, HttpAnswer answer) {}

                @Override
                public void ended(HttpQuestion question, JobStopped end) {}
            };

    /** There was an answer, or there was none for a reason that the guest is told. */
    void heard(HttpQuestion question, HttpAnswer answer);

    /** The job was ended over it. */
    void ended(HttpQuestion question, JobStopped end);
}
