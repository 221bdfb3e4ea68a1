/** How a text is made to fit a prompt, and kept from ending its own part of it. */
@NullMarked
package dev.longctx.reason.internal.prompt;

import org.jspecify.annotations.NullMarked;
