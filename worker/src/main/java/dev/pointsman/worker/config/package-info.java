/** Everything an operator can set, as one typed mapping; a wrong or unknown key stops the start. */
@NullMarked
package dev.pointsman.worker.config;

import org.jspecify.annotations.NullMarked;
