/** JSON and JSON lines, read strictly. */
@NullMarked
package dev.longctx.runs.json;

import org.jspecify.annotations.NullMarked;
