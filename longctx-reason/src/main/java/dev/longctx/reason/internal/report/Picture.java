package dev.longctx.reason.internal.report;

import dev.longctx.runs.plot.Plot;

/**
 * A plot of a report.
 *
 * @param file its name in the report's folder
 * @param alternative what it shows, in words
 * @param plot maybe without lines
 */
record Picture(String file, String alternative, Plot plot) {}
