package dev.pointsman.worker.flow.sim;

import dev.pointsman.worker.flow.Claim;
import dev.pointsman.worker.flow.Progress;

/** What a worker holds of the retries of a partition, and from where on. */
record RetryClaim(int partition, Claim claim, Progress begun) {}
