package io.texml.examples.command;

import picocli.CommandLine.IVersionProvider;

/** The version that the program's jar says it has. */
public final class Version implements IVersionProvider {

    /** A version that picocli asks for. */
    public Version() {}

    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {"texml " + (version == null ? "(not packaged)" : version)};
    }
}
