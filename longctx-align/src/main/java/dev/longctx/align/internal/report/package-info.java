/** Tables and plots of trainings. */
@NullMarked
package dev.longctx.align.internal.report;

import org.jspecify.annotations.NullMarked;
