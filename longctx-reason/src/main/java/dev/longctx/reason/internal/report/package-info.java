/** Tables, plots and the page of a training by reinforcement. */
@NullMarked
package dev.longctx.reason.internal.report;

import org.jspecify.annotations.NullMarked;
