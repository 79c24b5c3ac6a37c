package dev.pointsman.contracts;

/**
 * Which job it is, however often it is published: CloudEvents makes source and id unique together,
 * and no tenant can name another's.
 */
public record JobIdentity(TenantId tenant, String source, JobId id) {}
