package dev.pointsman.worker.job;

/** What came of running a job: its end, or that it cannot begin yet. */
public sealed interface JobStep permits FinishedJob, Unbegun {}
