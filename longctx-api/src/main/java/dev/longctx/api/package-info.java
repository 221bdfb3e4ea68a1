/** What every part of longctx shares: documents, token counters, cancellation and errors. */
@NullMarked
package dev.longctx.api;

import org.jspecify.annotations.NullMarked;
