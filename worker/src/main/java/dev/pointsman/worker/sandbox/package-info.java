/**
 * Admits, compiles, instantiates, limits and runs guests. The only package that knows the engine
 * (Chicory), and the one place where whatever a guest can cause becomes an outcome.
 *
 * <p>{@link Modules} looks at each module once and remembers what came of it; {@link Gate} is that
 * look: our own scan of the bytes ({@link WasmHeader}, {@link ModuleScan}, {@link CodeScan}, {@link
 * InstructionScan}, {@link ValueScan}), the engine's parser and validator ({@link ValidCode}), what
 * it may import and must export ({@link ImportCheck}, {@link ExportCheck}), what it would cost
 * ({@link TypeCheck}, {@link LoadableTypes}, {@link EffortCheck}), its memory's image ({@link
 * MemoryImage}), and last the compiler. {@link Sandbox} runs what was admitted, on a {@link
 * JobThread}, in an instance of its own ({@link FreshInstances}).
 */
@NullMarked
package dev.pointsman.worker.sandbox;

import org.jspecify.annotations.NullMarked;
