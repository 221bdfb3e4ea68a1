/** What a policy is asked: prompt templates, and what happens to prompts that are too long. */
@NullMarked
package dev.longctx.reason.prompt;

import org.jspecify.annotations.NullMarked;
