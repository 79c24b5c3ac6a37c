package dev.pointsman.worker.sandbox;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A look at a module, in a flight recording. Owned by the thread that compiles. */
@Name("pointsman.Compile")
@Label("Compile")
@Category("Pointsman")
@StackTrace(false)
final class CompileEvent extends Event {}
