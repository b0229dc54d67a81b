package io.texml.simulator.internal.dispatch;

import io.texml.simulator.internal.api.ApiCall;
import io.texml.simulator.internal.api.ApiFailure;
import io.texml.simulator.internal.api.OperationHandler;
import io.texml.simulator.internal.api.RequestReader;
import io.texml.simulator.internal.contract.Contract;
import io.texml.simulator.internal.contract.KnownNames;
import io.texml.simulator.internal.contract.OperationRule;
import io.texml.simulator.internal.contract.Parameters;
import io.texml.simulator.internal.contract.Router;
import io.texml.simulator.internal.engine.Platform;
import io.texml.simulator.internal.fault.Gate;
import io.texml.simulator.internal.http.ReceivedRequest;
import io.texml.simulator.internal.http.Reply;
import io.texml.simulator.internal.journal.JournalBook;
import io.texml.simulator.internal.state.Account;
import io.texml.simulator.internal.time.TimeKeeper;
import io.texml.simulator.internal.wire.PercentCode;
import io.texml.simulator.internal.wire.PercentCode.MalformedEncodingException;
import io.texml.simulator.journal.RecordedRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes an API request from the server to its handler, one request at a time. */
public final class Dispatcher {

    private static final System.Logger LOG = System.getLogger("io.texml.simulator");

    private static final String BEARER = "Bearer ";
    private static final byte[] NOTHING = {};

    private final Platform platform;
    private final TimeKeeper keeper;
    private final Router router;
    private final RequestReader reader;
    private final RequestReader journalReader = new RequestReader(true);
    private final Map<String, OperationHandler> handlers;
    private final Gate gate;
    private final JournalBook journal;

    /** A dispatcher to handlers by operation id. */
    public Dispatcher(
            Platform platform,
            TimeKeeper keeper,
            Contract contract,
            Map<String, OperationHandler> handlers,
            Gate gate,
            JournalBook journal) {
        this.platform = platform;
        this.keeper = keeper;
        this.router = new Router(contract);
        this.reader = new RequestReader(platform.settings().lenient());
        this.handlers = handlers;
        this.gate = gate;
        this.journal = journal;
    }

    /** Answers a request and writes it into the journal. */
    public Reply handle(ReceivedRequest request) {
        platform.lock().lock();
        try {
            keeper.catchUp();
            Exchange exchange = new Exchange(request, journal.nextPlace());
            Reply reply = answer(exchange)
                    .withHeaders(Map.of("x-request-id", platform.identifiers().uuid("request")));
            record(exchange, reply);
            return reply;
        } finally {
            platform.lock().unlock();
        }
    }

    /** What is learnt about a request on its way. */
    private static final class Exchange {

        private final ReceivedRequest request;
        private final long place;
        private String operation = KnownNames.UNKNOWN;
        private @Nullable OperationRule rule;
        private @Nullable Map<String, String> parameters;
        private boolean acted;

        private Exchange(ReceivedRequest request, long place) {
            this.request = request;
            this.place = place;
        }
    }

    private Reply answer(Exchange exchange) {
        try {
            Router.Match match = route(exchange.request);
            exchange.operation = match.operation().id();
            exchange.rule = match.operation();
            return gate.faults().through(exchange.operation, () -> guarded(exchange, match));
        } catch (ApiFailure failure) {
            return gate.faults().through(KnownNames.UNKNOWN, failure::reply);
        }
    }

    private Reply guarded(Exchange exchange, Router.Match match) {
        Map<String, String> limitHeaders = Map.of();
        try {
            authenticate(exchange.request);
            Account account = account(match);
            limitHeaders =
                    gate.limits().admit(account.sid(), platform.timeline().now());
            return act(exchange, match, account).withHeaders(limitHeaders);
        } catch (ApiFailure failure) {
            return failure.reply().withHeaders(limitHeaders);
        } catch (RuntimeException fault) {
            LOG.log(System.Logger.Level.ERROR, "The simulator failed in " + exchange.operation, fault);
            return ApiFailure.unexpected().reply();
        }
    }

    private Reply act(Exchange exchange, Router.Match match, Account account) {
        OperationRule operation = match.operation();
        Parameters query = reader.query(operation, exchange.request);
        Parameters body = reader.body(operation, exchange.request);
        exchange.parameters = texts(query, body);
        OperationHandler handler = handlers.get(operation.id());
        if (handler == null) {
            throw ApiFailure.notPlayed(operation.id());
        }
        ApiCall call = new ApiCall(
                operation,
                match.pathValues(),
                query,
                body,
                account,
                platform.timeline().now());
        gate.limits().admitDial(operation.id(), account.sid(), call.now());
        Reply reply = handler.handle(call);
        exchange.acted = true;
        return reply;
    }

    private Router.Match route(ReceivedRequest request) {
        Router.Outcome outcome = router.route(request.method(), segments(request.path()));
        if (outcome instanceof Router.Match match) {
            return match;
        }
        if (outcome instanceof Router.WrongMethod wrong) {
            throw ApiFailure.wrongMethod(wrong.allowed());
        }
        throw ApiFailure.noPath();
    }

    private static List<String> segments(String path) {
        List<String> segments = new ArrayList<>();
        try {
            for (String segment : path.substring(1).split("/", -1)) {
                String decoded = PercentCode.decode(segment, false);
                if (decoded.equals(".")
                        || decoded.equals("..")
                        || decoded.chars().anyMatch(c -> c < 0x20)) {
                    throw ApiFailure.badRequest("The path is not well-formed.");
                }
                segments.add(decoded);
            }
        } catch (MalformedEncodingException e) {
            throw ApiFailure.badRequest("The path is not well-formed: " + e.getMessage() + ".");
        }
        return segments;
    }

    private void authenticate(ReceivedRequest request) {
        if (!isAuthenticated(request)) {
            throw ApiFailure.unauthenticated();
        }
    }

    private boolean isAuthenticated(ReceivedRequest request) {
        String header = request.header("authorization");
        byte[] expected = platform.settings().apiKey().getBytes(StandardCharsets.UTF_8);
        // The scheme's case does not matter.
        return header != null
                && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                && MessageDigest.isEqual(
                        expected, header.substring(BEARER.length()).strip().getBytes(StandardCharsets.UTF_8));
    }

    private Account account(Router.Match match) {
        String sid = match.pathValues().get("account_sid");
        if (sid == null) {
            return platform.mainAccount();
        }
        if (platform.settings().forbiddenAccounts().contains(sid)) {
            throw ApiFailure.forbidden();
        }
        Account account = platform.account(sid);
        if (account == null) {
            throw ApiFailure.notFound();
        }
        return account;
    }

    private static Map<String, String> texts(Parameters query, Parameters body) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Parameters parameters : List.of(query, body)) {
            for (Map.Entry<String, @Nullable Object> entry : parameters.values().entrySet()) {
                texts.put(entry.getKey(), String.valueOf(entry.getValue()));
            }
        }
        return texts;
    }

    /** What the request said, even if it was refused or never reached its handler, as far as it can be read. */
    private Map<String, String> parameters(Exchange exchange) {
        Map<String, String> read = exchange.parameters;
        OperationRule rule = exchange.rule;
        if (read != null || rule == null) {
            return read == null ? Map.of() : read;
        }
        try {
            return texts(journalReader.query(rule, exchange.request), journalReader.body(rule, exchange.request));
        } catch (ApiFailure unreadable) {
            return Map.of();
        }
    }

    private void record(Exchange exchange, Reply reply) {
        ReceivedRequest request = exchange.request;
        // Of whoever has no key nothing is kept but that it was there: it could be anybody, and as much as he likes.
        boolean kept = isAuthenticated(request);
        journal.add(
                exchange.place,
                new RecordedRequest(
                        journal.nextNumber(),
                        platform.timeline().now(),
                        exchange.operation,
                        request.method(),
                        kept ? request.path() : JournalBook.cut(request.path()),
                        kept ? request.query() : "",
                        kept ? request.headers() : Map.of(),
                        kept ? JournalBook.kept(request.body()) : NOTHING,
                        kept ? JournalBook.kept(parameters(exchange)) : Map.of(),
                        reply.delivery() instanceof Reply.Dropped ? 0 : reply.status(),
                        exchange.acted));
    }
}
