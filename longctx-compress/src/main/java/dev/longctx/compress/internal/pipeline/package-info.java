/** What all compressors do alike: counting, deadlines, failure policies, listeners, statistics. */
@NullMarked
package dev.longctx.compress.internal.pipeline;

import org.jspecify.annotations.NullMarked;
