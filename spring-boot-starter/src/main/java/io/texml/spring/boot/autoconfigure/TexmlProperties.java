package io.texml.spring.boot.autoconfigure;

import io.texml.callbacks.VerificationPolicy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Properties of client, callbacks and dialler.
 *
 * @param apiKey API key. TELNYX_API_KEY if not set.
 * @param apiKeyFile File that holds the API key and nothing else, such as a mounted secret. Not used if a key is set.
 * @param accountSid Account that requests are for. TELNYX_ACCOUNT_SID if not set.
 * @param baseUrl Where the API is. TELNYX_BASE_URL if not set, else https://api.telnyx.com/v2.
 * @param allowPlainHttp Whether the base URL may be http to another machine, so that the key travels unencrypted.
 * @param userAgentSuffix Text added to the User-Agent, such as my-dialler/1.2.
 * @param headers Headers of every request.
 * @param compression Whether to ask for gzip.
 * @param maxResponseSize How large an answer may be, decompressed.
 * @param obeyRateLimits Whether requests wait for the server's rate limit instead of running into it.
 * @param closeGrace How long requests may take to end when the application stops.
 * @param timeout How long things may take.
 * @param pool Connections, and who waits for one.
 * @param retry When requests are tried again.
 * @param pace How fast calls are started.
 * @param ssl Trust and keys for TLS with the API.
 * @param proxy HTTP proxy on the way to the API and to recordings.
 * @param callbacks What the platform sends to the application.
 * @param dialler Calls that are followed to their end.
 */
@ConfigurationProperties("texml")
public record TexmlProperties(
        @Nullable String apiKey,
        @Nullable Path apiKeyFile,
        @Nullable String accountSid,
        @Nullable URI baseUrl,
        @DefaultValue("false") boolean allowPlainHttp,
        @Nullable String userAgentSuffix,
        @DefaultValue Map<String, String> headers,
        @DefaultValue("false") boolean compression,
        @DefaultValue("16MB") DataSize maxResponseSize,
        @DefaultValue("true") boolean obeyRateLimits,
        @DefaultValue("10s") Duration closeGrace,
        @DefaultValue Timeout timeout,
        @DefaultValue Pool pool,
        @DefaultValue Retry retry,
        @DefaultValue Pace pace,
        @DefaultValue Ssl ssl,
        @DefaultValue Proxy proxy,
        @DefaultValue Callbacks callbacks,
        @DefaultValue Dialler dialler) {

    /** Nothing of what was set, as the key and the tokens are among it. */
    @Override
    public String toString() {
        return "TexmlProperties";
    }

    /**
     * How long things may take.
     *
     * @param connect How long connecting may take, and then as long again a proxy's answer and the TLS handshake.
     * @param response How long the server may send nothing while an answer is awaited.
     * @param total How long one request may take with everything, such as waiting for its turn, attempts and pauses.
     */
    public record Timeout(
            @DefaultValue("5s") Duration connect,
            @DefaultValue("20s") Duration response,
            @DefaultValue("60s") Duration total) {}

    /**
     * Connections, and who waits for one.
     *
     * @param maxConnections How many connections there are at most to the API, and as many to each media host.
     * @param maxConcurrency How many requests are under way at most. The number of connections if not set.
     * @param maxWait How long a request waits for its turn at most.
     * @param maxWaiting How many requests may wait for their turn.
     * @param maxIdleTime How long a connection is kept that nobody uses.
     */
    public record Pool(
            @DefaultValue("256") int maxConnections,
            @Nullable Integer maxConcurrency,
            @DefaultValue("30s") Duration maxWait,
            @DefaultValue("10000") int maxWaiting,
            @DefaultValue("30s") Duration maxIdleTime) {}

    /**
     * When requests are tried again.
     *
     * @param maxAttempts How often a request is started at most, the first time included. With 1 nothing is tried again.
     * @param baseDelay Bound of the pause before the second attempt, which doubles with every further one.
     * @param maxDelay Largest bound of a pause.
     * @param budget Tokens that all requests share. A retry costs 5, one after a timeout 10, and a success returns 1.
     */
    public record Retry(
            @DefaultValue("4") int maxAttempts,
            @DefaultValue("500ms") Duration baseDelay,
            @DefaultValue("8s") Duration maxDelay,
            @DefaultValue("500") int budget) {}

    /**
     * How fast calls are started.
     *
     * @param enabled Whether dials keep to a pace. Without one the server may answer 429.
     * @param dials How many dials reach the server at most in any window, of all processes together where they share a Redis.
     * @param window Length of the window.
     */
    public record Pace(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("150") int dials,
            @DefaultValue("5s") Duration window) {}

    /**
     * Trust and keys for TLS with the API.
     *
     * @param bundle SSL bundle whose trust and keys are used.
     * @param identifyToMediaHosts Whether hosts of recordings are met with them as well. They never get the API key.
     */
    public record Ssl(
            @Nullable String bundle, @DefaultValue("false") boolean identifyToMediaHosts) {}

    /**
     * HTTP proxy on the way to the API and to recordings.
     *
     * @param host Host of the proxy. None if not set.
     * @param port Port of the proxy.
     * @param username Name to log in with. Without one the proxy is not logged in to.
     * @param password Password to log in with.
     */
    public record Proxy(
            @Nullable String host,
            @DefaultValue("3128") int port,
            @Nullable String username,
            @Nullable String password) {

        /** Where it is; never the password. */
        @Override
        public String toString() {
            return "Proxy[host=" + host + ", port=" + port + "]";
        }
    }

    /**
     * What the platform sends to the application.
     *
     * @param publicKeys Public keys of the account as the portal shows them, of which one has to have signed. TELNYX_PUBLIC_KEY if not set.
     * @param tokens Tokens that the application puts into its URLs, of which one has to be there where no signature is.
     * @param instructions What a request needs that is answered with a document.
     * @param statusCallbacks What all other callbacks need.
     * @param tolerance How old a signature may be, and how far ahead.
     * @param maxBodySize How long a body may be, and a query.
     * @param maxParameters How many parameters a body may have, and a query.
     * @param path Path of the endpoint in a reactive web application.
     * @param publicUrl Address under which the platform reaches the application, without the path of the endpoint.
     * @param handlerTimeout How long a handler may take from the arrival of its request on. The platform waits for two seconds.
     * @param repeats How many requests are remembered to know their repeats.
     * @param signatureThreads How many threads check signatures. One for each processor if not set.
     * @param signatureQueue How many requests may wait for their check. 500 for each thread if not set.
     */
    public record Callbacks(
            @DefaultValue List<String> publicKeys,
            @DefaultValue List<String> tokens,
            @DefaultValue("signature-or-token") VerificationPolicy instructions,
            @DefaultValue("signature") VerificationPolicy statusCallbacks,
            @DefaultValue("5m") Duration tolerance,
            @DefaultValue("1MB") DataSize maxBodySize,
            @DefaultValue("500") int maxParameters,
            @DefaultValue("/texml/callbacks") String path,
            @Nullable URI publicUrl,
            @DefaultValue("1500ms") Duration handlerTimeout,
            @DefaultValue("1000") int repeats,
            @Nullable Integer signatureThreads,
            @Nullable Integer signatureQueue) {

        /** Where callbacks come; neither keys nor tokens. */
        @Override
        public String toString() {
            return "Callbacks[path=" + path + "]";
        }
    }

    /**
     * Calls that are followed to their end. There is a dialler when texml.callbacks.public-url is set.
     *
     * @param enabled Whether to make a dialler.
     * @param maxLiveCalls How many calls may live at once, in all processes together where they share a Redis.
     * @param slack How much later than its limits allow a callback may come before its call is looked up.
     * @param checkAfter How long nothing may be heard of an answered call before it is looked up.
     * @param lookUpWithin How long a call is looked for whose sid no callback told.
     * @param lookUpPause Pause between two look-ups.
     * @param lateFacts How long the result of an ended call waits for its recording and for machine detection.
     * @param hangUpOnCancel Whether a cancel hangs up. Otherwise the call goes on unheard.
     * @param missingCallbacksAfter After how many calls in a row without a callback the callbacks count as missing.
     * @param stopWhenCallbacksAreMissing Whether nothing more is dialled then.
     * @param stopTimeout How long calls that live may take to end when the application stops, while their callbacks still arrive. Not longer than spring.lifecycle.timeout-per-shutdown-phase.
     */
    public record Dialler(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("10") int maxLiveCalls,
            @DefaultValue("30s") Duration slack,
            @DefaultValue("10m") Duration checkAfter,
            @DefaultValue("2m") Duration lookUpWithin,
            @DefaultValue("200ms") Duration lookUpPause,
            @DefaultValue("10s") Duration lateFacts,
            @DefaultValue("true") boolean hangUpOnCancel,
            @DefaultValue("20") int missingCallbacksAfter,
            @DefaultValue("false") boolean stopWhenCallbacksAreMissing,
            @DefaultValue("20s") Duration stopTimeout) {}
}
