/**
 * Language models as longctx sees them: what generates text, what scores it, and the prompts,
 * sampling settings and completions that go in and out.
 */
@NullMarked
package dev.longctx.api.model;

import org.jspecify.annotations.NullMarked;
