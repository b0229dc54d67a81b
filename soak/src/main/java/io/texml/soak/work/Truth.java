package io.texml.soak.work;

import io.texml.calls.ListCalls;
import io.texml.reactor.TexmlClient;
import io.texml.recordings.ListRecordings;
import io.texml.recordings.Recording;
import io.texml.soak.platform.Accounts;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;

/**
 * What the lists hold, read once while nothing goes wrong. How many items there are is known from the platform; which they are,
 * the later readers have to agree on with these.
 *
 * @param sids of all calls
 * @param items all calls, as the platform writes them
 * @param firstDay the first of the days that are exported
 * @param lastDay the last of them
 * @param callsOfDays how many calls began on these days
 * @param aSid the sid of a call
 * @param recordings some recordings
 */
record Truth(
        Sum sids,
        Sum items,
        LocalDate firstDay,
        LocalDate lastDay,
        long callsOfDays,
        String aSid,
        List<Recording> recordings) {

    static Truth learn(TexmlClient listed) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        LocalDate firstDay = today.minusDays(3);
        LocalDate lastDay = today.minusDays(2);
        ListCalls query = ListCalls.builder().pageSize(500).build();
        Sum sids = new Sum();
        long[] ofDays = {0};
        String aSid = listed.calls()
                .list(query)
                .map(call -> {
                    LocalDate day = Objects.requireNonNull(call.startTime())
                            .atZone(ZoneOffset.UTC)
                            .toLocalDate();
                    ofDays[0] += day.isBefore(firstDay) || day.isAfter(lastDay) ? 0 : 1;
                    String sid = Objects.requireNonNull(call.sid());
                    sids.plus(sid);
                    return sid;
                })
                .blockLast();
        Sum items = Objects.requireNonNull(
                listed.calls().list(query).raw().reduceWith(Sum::new, Sum::plus).block());
        WrongResult.unless(
                sids.items() == Accounts.CALLS && items.items() == Accounts.CALLS,
                "the list had " + sids.items() + " calls and " + items.items() + " items");
        List<Recording> recordings = Objects.requireNonNull(listed.recordings()
                .list(ListRecordings.builder().pageSize(20).build())
                .take(20)
                .collectList()
                .block());
        return new Truth(sids, items, firstDay, lastDay, ofDays[0], Objects.requireNonNull(aSid), recordings);
    }
}
