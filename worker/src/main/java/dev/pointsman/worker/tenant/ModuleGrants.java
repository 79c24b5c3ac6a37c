package dev.pointsman.worker.tenant;

/** What some of a tenant's modules are granted beyond what all of them are. */
public record ModuleGrants(NamePattern modules, Grants grants) {}
