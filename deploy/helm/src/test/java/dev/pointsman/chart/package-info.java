@NullMarked
package dev.pointsman.chart;

import org.jspecify.annotations.NullMarked;
