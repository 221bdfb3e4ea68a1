/** Choosing units: one global selection over all documents, by threshold or within a budget. */
@NullMarked
package dev.longctx.compress.internal.select;

import org.jspecify.annotations.NullMarked;
