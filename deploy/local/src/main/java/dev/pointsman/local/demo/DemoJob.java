package dev.pointsman.local.demo;

import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.Payload;

/** A job of the demo, and the key it is published under. */
record DemoJob(JobRequest request, Payload key) {}
