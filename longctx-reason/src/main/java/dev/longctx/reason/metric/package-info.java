/** Metrics of answers: of one against its gold answer, of several samples, of whole sets. */
@NullMarked
package dev.longctx.reason.metric;

import org.jspecify.annotations.NullMarked;
