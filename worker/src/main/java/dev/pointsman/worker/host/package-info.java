/**
 * What a guest may ask of its host: one stable set of functions, each answering by the context of
 * the job that asks. No engine type in here: the sandbox binds these functions to its engine.
 */
@NullMarked
package dev.pointsman.worker.host;

import org.jspecify.annotations.NullMarked;
