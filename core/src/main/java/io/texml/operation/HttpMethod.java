package io.texml.operation;

/** The HTTP methods of the API's operations. */
public enum HttpMethod {
    GET,
    POST,
    PATCH,
    DELETE
}
