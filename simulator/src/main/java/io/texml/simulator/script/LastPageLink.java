package io.texml.simulator.script;

/** How a list says that there is no next page; the API's documentation does not tell, so a client has to take all. */
public enum LastPageLink {
    /** {@code next_page_uri} is left out. */
    ABSENT,
    /** {@code next_page_uri} is null. */
    NULL,
    /** {@code next_page_uri} is an empty text. */
    EMPTY
}
