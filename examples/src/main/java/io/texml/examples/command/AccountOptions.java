package io.texml.examples.command;

import io.texml.examples.Programs;
import io.texml.policy.RetryPolicy;
import io.texml.reactor.TexmlClient;
import io.texml.reactor.TexmlClientBuilder;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How a command gets at an account: what its options and the environment say. */
@Command(footerHeading = "%nThe API key comes from TELNYX_API_KEY or --key-file, never from an argument.%n")
public final class AccountOptions {

    /** What names an account or a conference: it is a part of an address. */
    private static final Pattern SID = Pattern.compile("[!-~&&[^\"'`]]+");

    @Option(names = "--account", paramLabel = "SID", description = "The account (default: TELNYX_ACCOUNT_SID).")
    private @Nullable String account;

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description = "A file with the API key (default: TELNYX_API_KEY).")
    private @Nullable Path keyFile;

    @Option(names = "--base-url", paramLabel = "URL", description = "Where the API is (default: TELNYX_BASE_URL).")
    private @Nullable String baseUrl;

    @Option(
            names = "--allow-plain-http",
            description = "The base URL may be http to another machine; the key travels unencrypted then.")
    private boolean allowPlainHttp;

    /** Options that picocli fills. */
    public AccountOptions() {}

    /** Refuses options that cannot be right, before anything is done and whether or not they are needed. */
    public void check() {
        checkSid("--account", account);
        var unused = baseUrl();
    }

    /**
     * Refuses what cannot be the sid of an account or a conference.
     *
     * @param sid null is none, and not refused
     */
    public static void checkSid(String option, @Nullable String sid) {
        Refusal.usageIf(
                sid != null && !SID.matcher(sid).matches(),
                option + " must be a sid, of letters, digits and marks without blanks or quotes");
    }

    /**
     * A client of the account. A command has time: it waits out what a service that makes calls would not.
     *
     * @param needsAccount whether what it is for is of an account; then there must be one
     */
    public TexmlClientBuilder client(boolean needsAccount) {
        TexmlClientBuilder builder = TexmlClient.builder()
                .apiKey(key())
                .retryPolicy(new RetryPolicy(8, Duration.ofMillis(500), Duration.ofSeconds(8)));
        URI url = baseUrl();
        if (url != null) {
            builder.baseUrl(url);
        }
        if (allowPlainHttp) {
            builder.allowPlainHttp();
        }
        String sid = account != null ? account : Programs.fromEnvironment("TELNYX_ACCOUNT_SID");
        checkSid(account != null ? "--account" : "TELNYX_ACCOUNT_SID", sid);
        Refusal.usageIf(sid == null && needsAccount, "there is no account; set TELNYX_ACCOUNT_SID or give --account");
        if (sid != null) {
            builder.accountSid(sid);
        }
        return builder;
    }

    private String key() {
        String key;
        try {
            key = keyFile == null ? Programs.fromEnvironment("TELNYX_API_KEY") : Programs.stripped(text(keyFile));
        } catch (IOException unreadable) {
            throw new Refusal(Refusal.NOT_AUTHENTICATED, "the key file " + keyFile + " cannot be read");
        }
        if (key == null || key.isEmpty()) {
            throw new Refusal(Refusal.NOT_AUTHENTICATED, "there is no API key; set TELNYX_API_KEY or give --key-file");
        }
        if (key.chars().anyMatch(c -> c <= ' ' || c >= 0x7F)) {
            throw new Refusal(
                    Refusal.NOT_AUTHENTICATED,
                    "what should be the API key holds a blank, a line break or a letter that no key has");
        }
        return key;
    }

    /** Windows writes text in UTF-16 too, and marks it at its beginning. */
    private static String text(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        boolean utf16 = bytes.length >= 2
                && (((bytes[0] & 0xFF) == 0xFE && (bytes[1] & 0xFF) == 0xFF)
                        || ((bytes[0] & 0xFF) == 0xFF && (bytes[1] & 0xFF) == 0xFE));
        return new String(bytes, utf16 ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
    }

    private @Nullable URI baseUrl() {
        String url = baseUrl != null ? baseUrl : Programs.fromEnvironment("TELNYX_BASE_URL");
        if (url == null) {
            return null;
        }
        try {
            URI parsed = new URI(url);
            if (("http".equalsIgnoreCase(parsed.getScheme()) || "https".equalsIgnoreCase(parsed.getScheme()))
                    && parsed.getRawAuthority() != null) {
                return parsed;
            }
        } catch (URISyntaxException wrong) {
            // It is refused like one of another scheme.
        }
        throw new Refusal(
                Refusal.USAGE,
                (baseUrl != null ? "--base-url" : "TELNYX_BASE_URL")
                        + " must be the address of an API, such as https://api.telnyx.com/v2");
    }
}
