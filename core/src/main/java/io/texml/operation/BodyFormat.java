package io.texml.operation;

/** Where the parameters of an operation go, and in which media type. */
public enum BodyFormat {
    /** No body: the parameters go into the query. */
    NONE,
    /**
     * {@code application/x-www-form-urlencoded}. A request that holds a structured parameter (custom headers) goes out
     * as JSON instead, because nothing documents how a form would carry it; the official Java SDK sends JSON too.
     */
    FORM,
    /** {@code application/json}. */
    JSON
}
