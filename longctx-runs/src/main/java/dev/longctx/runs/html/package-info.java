/** Pages of results that one file holds whole: no script, nothing from a network. */
@NullMarked
package dev.longctx.runs.html;

import org.jspecify.annotations.NullMarked;
