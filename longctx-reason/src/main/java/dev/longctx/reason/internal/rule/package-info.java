/** When the rule reward takes an answer for right. */
@NullMarked
package dev.longctx.reason.internal.rule;

import org.jspecify.annotations.NullMarked;
