/** What long runs share that is about no file. */
@NullMarked
package dev.longctx.runs;

import org.jspecify.annotations.NullMarked;
