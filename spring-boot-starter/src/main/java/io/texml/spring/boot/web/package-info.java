/** How WebFlux meets the platform: callbacks as arguments, documents as values, the endpoint as a handler. */
@NullMarked
package io.texml.spring.boot.web;

import org.jspecify.annotations.NullMarked;
