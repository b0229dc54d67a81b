package io.texml.reactor.internal.list;

import io.texml.calls.Call;
import io.texml.calls.CallOperations;
import io.texml.internal.json.MalformedBodyException;
import io.texml.internal.json.ResponseDecoder;
import io.texml.operation.Page;
import io.texml.operation.ResponseType;
import io.texml.operation.TexmlRequest;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says so when a list of calls has one that its filters by day leave out. A server that does not know a filter's name
 * answers with all calls, and the names have changed before. Only the first and the last call of each page are looked at,
 * as the list is in the order of time.
 */
public final class IgnoredFilters<T, O> implements Function<Page<T>, List<O>> {

    private static final Logger LOGGER = LoggerFactory.getLogger("io.texml.response");
    private static final ResponseType<Call> CALL = ResponseType.of(Call.class);
    private static final Set<String> FILTERS = Set.of(
            "StartTime",
            "StartTime>",
            "StartTime<",
            "StartTime_gt",
            "StartTime_lt",
            "EndTime",
            "EndTime>",
            "EndTime<",
            "EndTime_gt",
            "EndTime_lt");

    private final Map<String, Object> parameters;
    private final Function<Page<T>, List<O>> content;
    private final AtomicBoolean told = new AtomicBoolean();

    private IgnoredFilters(Map<String, Object> parameters, Function<Page<T>, List<O>> content) {
        this.parameters = parameters;
        this.content = content;
    }

    /** The same content; with a look at the pages when the request has a filter that can be checked. */
    public static <T, O> Function<Page<T>, List<O>> told(TexmlRequest<?> request, Function<Page<T>, List<O>> content) {
        boolean filtered = request.operation().id().equals(CallOperations.LIST.id())
                && request.parameters().keySet().stream().anyMatch(FILTERS::contains);
        return filtered ? new IgnoredFilters<>(request.parameters(), content) : content;
    }

    @Override
    public List<O> apply(Page<T> page) {
        List<T> items = page.items();
        if (!items.isEmpty() && !told.get()) {
            look(items.get(0));
            look(items.get(items.size() - 1));
        }
        return content.apply(page);
    }

    private void look(T item) {
        Call call = item instanceof Call typed ? typed : item instanceof ByteBuffer raw ? read(raw) : null;
        if (call != null) {
            look("StartTime", call.startTime());
            look("EndTime", call.endTime());
        }
    }

    /** A day more on either side counts as right, as nothing says in which zone the server's days begin. */
    private void look(String name, @Nullable Instant time) {
        if (time == null) {
            return;
        }
        LocalDate day = LocalDate.ofInstant(time, ZoneOffset.UTC);
        LocalDate on = day(name);
        tell(name, on != null && (day.isBefore(on.minusDays(1)) || day.isAfter(on.plusDays(1))));
        for (String suffix : new String[] {">", "_gt"}) {
            LocalDate after = day(name + suffix);
            tell(name + suffix, after != null && day.isBefore(after));
        }
        for (String suffix : new String[] {"<", "_lt"}) {
            LocalDate before = day(name + suffix);
            tell(name + suffix, before != null && day.isAfter(before));
        }
    }

    private void tell(String filter, boolean ignored) {
        if (ignored && told.compareAndSet(false, true)) {
            LOGGER.warn(
                    "{} has a call that the filter {} leaves out: the server seems to ignore it",
                    CallOperations.LIST.id(),
                    filter);
        }
    }

    private @Nullable LocalDate day(String name) {
        try {
            return parameters.get(name) instanceof String text ? LocalDate.parse(text) : null;
        } catch (DateTimeException another) {
            return null;
        }
    }

    private static @Nullable Call read(ByteBuffer item) {
        byte[] json = new byte[item.remaining()];
        item.get(item.position(), json);
        try {
            return ResponseDecoder.decode(CALL, new ByteArrayInputStream(json), "/");
        } catch (MalformedBodyException another) {
            return null;
        }
    }
}
