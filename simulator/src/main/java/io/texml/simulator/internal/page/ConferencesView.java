package io.texml.simulator.internal.page;

import io.texml.simulator.internal.state.Account;
import io.texml.simulator.internal.state.Conference;
import io.texml.simulator.internal.state.Participant;
import java.util.List;

/** The latest conferences and who is in them. */
final class ConferencesView implements View {

    private static final int WINDOW = 30;
    private static final int MOST_PARTICIPANTS = 30;

    private final Look look;

    ConferencesView(Look look) {
        this.look = look;
    }

    private record Shown(String name, String sid, String status, long size, List<Member> members) {}

    private record Member(String callSid, String from, String to, String status) {}

    @Override
    public String title() {
        return "Conferences";
    }

    @Override
    public void write(Html html, Fields fields) {
        Account account = look.account(fields);
        long all = look.read(() -> (long) account.conferences().size());
        List<Shown> latest = look.read(() -> account.conferences().newestFirst(Long.MAX_VALUE).values().stream()
                .limit(WINDOW)
                .map(ConferencesView::shown)
                .toList());
        html.open("p", "id", "count", "role", "status", "data-live", "");
        html.text(Texts.counted(all, "conference")).close("p");
        html.open("div", "id", "conferences", "data-live", "");
        for (Shown conference : latest) {
            html.open("section", "class", "panel").open("h2");
            Texts.name(html, conference.name());
            html.text(" ");
            CallsView.state(html, conference.status());
            html.close("h2");
            html.element("p", conference.size() + " in it or on their way", "class", "hint");
            html.open("ul");
            for (Member member : conference.members()) {
                html.open("li").open("a", "href", Addresses.of("call", "sid", member.callSid()));
                Texts.name(html, member.from());
                html.text(" \u2192 ");
                Texts.name(html, member.to());
                html.close("a").text(" " + member.status()).close("li");
            }
            html.close("ul").close("section");
        }
        if (all > latest.size()) {
            html.element("p", "Older ones are not shown.", "class", "hint");
        }
        html.close("div");
    }

    private static Shown shown(Conference conference) {
        List<Member> members = conference.participants().stream()
                .filter(participant -> participant.status() != Participant.Status.COMPLETED)
                .limit(MOST_PARTICIPANTS)
                .map(ConferencesView::member)
                .toList();
        return new Shown(
                conference.name(), conference.sid(), conference.status().wireName(), conference.size(), members);
    }

    private static Member member(Participant participant) {
        String does = participant.status().wireName()
                + (participant.muted() ? ", muted" : "")
                + (participant.held() ? ", on hold" : "")
                + (participant.coaching() ? ", coaching" : "");
        return new Member(
                participant.call().sid(),
                participant.call().facts().from(),
                participant.call().facts().to(),
                does);
    }
}
