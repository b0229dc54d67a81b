package io.texml.simulator.internal.page;

import io.texml.simulator.internal.state.Account;
import io.texml.simulator.internal.state.CallQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The latest queues and who waits in them. */
final class QueuesView implements View {

    private static final int WINDOW = 30;
    private static final int MOST_MEMBERS = 30;

    private final Look look;

    QueuesView(Look look) {
        this.look = look;
    }

    private record Shown(String sid, int size, long most, long averageWait, List<Member> members) {}

    private record Member(String callSid, Duration waits) {}

    @Override
    public String title() {
        return "Queues";
    }

    @Override
    public void write(Html html, Fields fields) {
        Account account = look.account(fields);
        long all = look.read(() -> (long) account.queues().size());
        List<Shown> latest = look.read(() -> {
            Instant now = look.platform().timeline().now();
            return account.queues().newestFirst(Long.MAX_VALUE).values().stream()
                    .limit(WINDOW)
                    .map(queue -> shown(queue, now))
                    .toList();
        });
        html.open("p", "id", "count", "role", "status", "data-live", "");
        html.text(Texts.counted(all, "queue")).close("p");
        html.open("div", "id", "queues", "data-live", "");
        for (Shown queue : latest) {
            html.open("section", "class", "panel").open("h2");
            Texts.name(html, queue.sid());
            html.close("h2");
            html.element(
                    "p",
                    queue.size() + " of " + queue.most() + " wait, on average for "
                            + Texts.length(Duration.ofSeconds(queue.averageWait())),
                    "class",
                    "hint");
            html.open("ol");
            for (Member member : queue.members()) {
                html.open("li");
                html.element("a", member.callSid(), "href", Addresses.of("call", "sid", member.callSid()));
                html.text(" for " + Texts.length(member.waits())).close("li");
            }
            html.close("ol").close("section");
        }
        if (all > latest.size()) {
            html.element("p", "Older ones are not shown.", "class", "hint");
        }
        html.close("div");
    }

    private static Shown shown(CallQueue queue, Instant now) {
        List<Member> members = queue.members().entrySet().stream()
                .limit(MOST_MEMBERS)
                .map(member -> new Member(member.getKey(), Duration.between(member.getValue(), now)))
                .toList();
        return new Shown(queue.sid(), queue.size(), queue.maximumSize(), queue.averageWait(now), members);
    }
}
