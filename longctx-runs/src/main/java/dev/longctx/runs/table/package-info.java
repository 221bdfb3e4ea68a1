/** Tables of results, which become Markdown, HTML or CSV. */
@NullMarked
package dev.longctx.runs.table;

import org.jspecify.annotations.NullMarked;
