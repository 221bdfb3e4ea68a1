/** JSON and JSON lines, read strictly. Jackson stays in here and in what reads files. */
@NullMarked
package dev.longctx.align.internal.json;

import org.jspecify.annotations.NullMarked;
