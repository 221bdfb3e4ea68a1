/** Policies: what answers a question from a text, and what comes of it. */
@NullMarked
package dev.longctx.api.reasoning;

import org.jspecify.annotations.NullMarked;
