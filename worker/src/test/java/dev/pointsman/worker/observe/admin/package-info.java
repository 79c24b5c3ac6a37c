@NullMarked
package dev.pointsman.worker.observe.admin;

import org.jspecify.annotations.NullMarked;
