/** What several processes of one account share: {@link io.texml.redis.TexmlRedis} is where it begins. */
@NullMarked
package io.texml.redis;

import org.jspecify.annotations.NullMarked;
