/** Plots of runs. XChart stays in here. */
@NullMarked
package dev.longctx.runs.plot;

import org.jspecify.annotations.NullMarked;
