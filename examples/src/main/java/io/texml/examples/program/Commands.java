package io.texml.examples.program;

import io.texml.examples.campaign.CampaignCommand;
import io.texml.examples.export.ExportCommand;
import java.io.InputStream;
import java.io.PrintStream;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes the commands, and hands them the streams that they read and write. */
final class Commands implements IFactory {

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;

    /** With the process's own streams; the generator of the manual pages makes one so. */
    Commands() {
        this(System.in, System.out, System.err);
    }

    Commands(InputStream in, PrintStream out, PrintStream err) {
        this.in = in;
        this.out = out;
        this.err = err;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        if (type == CheckCommand.class) {
            return type.cast(new CheckCommand(in, out, err));
        }
        if (type == CampaignCommand.class) {
            return type.cast(new CampaignCommand(err));
        }
        if (type == ExportCommand.class) {
            return type.cast(new ExportCommand(err));
        }
        return CommandLine.defaultFactory().create(type);
    }
}
