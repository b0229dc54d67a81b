package io.texml.soak.platform;

/** The accounts of the platform, and what is in them. Nobody dials in the one that is listed, so its lists are known exactly. */
public final class Accounts {

    /** Where the dialler dials. */
    public static final String DIALLED = "0b1c52e0-5a7a-4d55-9d52-6c1f3a1f0001";

    /** Where single operations go, dials among them that nobody follows. */
    public static final String SINGLE = "0b1c52e0-5a7a-4d55-9d52-6c1f3a1f0002";

    /** Where lists are read and exported. */
    public static final String LISTED = "0b1c52e0-5a7a-4d55-9d52-6c1f3a1f0003";

    /** The calls of {@link #LISTED}, one a minute until an hour before the start. */
    public static final int CALLS = 5_000;

    /** The recordings of {@link #LISTED}. */
    public static final int RECORDINGS = 500;

    private Accounts() {}
}
