// Calls every TeXML operation through the official SDK. NodeSdkTest starts it against a simulator whose clock stands still,
// and reads in the simulator's journal what came. TELNYX_BASE_URL and TELNYX_API_KEY are read by the SDK itself.
import assert from 'node:assert/strict';
import Telnyx from 'telnyx';

const account = process.env.TELNYX_ACCOUNT_SID;
const lenient = process.env.TEXML_LENIENT === '1';
const account_sid = account;
const origin = new URL(process.env.TELNYX_BASE_URL).origin;
// A second attempt would hide that the first was refused.
const telnyx = new Telnyx({ maxRetries: 0, timeout: 20_000 });
const accounts = telnyx.texml.accounts;
const from = '+13125550147';
const url = 'https://app.example.com/texml';
const texml = '<Response><Pause length="60"/></Response>';
const rfc2822 = /^\w{3}, \d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2} \+0000$/;
// SDK 7.24 writes a list of objects into a form as "[object Object]"; the platform takes JSON there too.
const asJson = { headers: { 'Content-Type': 'application/json' } };

async function advance(duration) {
    const moved = await fetch(`${origin}/_simulator/clock`, {
        method: 'POST',
        body: JSON.stringify({ advance: duration }),
    });
    assert.equal(moved.status, 200);
}

// The SDK has no pager for most lists and leaves the link to the caller.
async function pages(first, items) {
    const all = [...first[items]];
    let page = first;
    let count = 1;
    while (page.next_page_uri) {
        assert(++count < 100, 'The links go round.');
        page = await telnyx.get(new URL(page.next_page_uri, origin).href);
        all.push(...page[items]);
    }
    assert.equal(new Set(all.map((item) => item.sid ?? item.call_sid)).size, all.length, 'No item comes twice.');
    return { all, count };
}

const detection = {
    MachineDetection: 'DetectMessageEnd',
    MachineDetectionBeepMaxFrequency: 2000,
    MachineDetectionBeepMinFrequency: 400,
    MachineDetectionBeepMinToneDuration: 150,
    MachineDetectionBeepProfile: 'both',
    MachineDetectionBeepSpectralConfirmation: true,
    MachineDetectionBeepSpectralMinPurity: 0.6,
    MachineDetectionBeepSpectralRejectFaxCng: false,
    MachineDetectionBeepSpectralWindow: 60,
    MachineDetectionSilenceTimeout: 3500,
    MachineDetectionSpeechEndThreshold: 800,
    MachineDetectionSpeechThreshold: 3500,
    MachineDetectionTimeout: 30000,
};
const leg = {
    CallerId: 'Reminders',
    CustomHeaders: [{ name: 'X-Reference', value: 'one two' }],
    PreferredCodecs: 'PCMU,G722',
    Record: false,
    RecordingChannels: 'dual',
    RecordingStatusCallback: url,
    RecordingStatusCallbackEvent: 'in-progress completed absent',
    RecordingStatusCallbackMethod: 'POST',
    RecordingTrack: 'both',
    SipAuthPassword: 'secret',
    SipAuthUsername: 'user',
    StatusCallback: url,
    StatusCallbackEvent: 'initiated ringing answered completed',
    StatusCallbackMethod: 'POST',
    TimeLimit: 600,
    Trim: 'do-not-trim',
};
const dial = {
    ...leg,
    ...detection,
    AsyncAmd: true,
    AsyncAmdStatusCallback: url,
    AsyncAmdStatusCallbackMethod: 'POST',
    DetectionMode: 'Premium',
    MachineDetectionPromptEndTimeout: 5000,
    RecordingTimeout: 10,
    SendRecordingUrl: true,
    SipRegion: 'Europe',
};

async function applications() {
    const application = {
        friendly_name: 'front desk 1',
        voice_url: url,
        active: true,
        anchorsite_override: 'Amsterdam, Netherlands',
        call_cost_in_webhooks: true,
        dtmf_type: 'Inband',
        first_command_timeout: true,
        first_command_timeout_secs: 10,
        inbound: {
            channel_limit: 10,
            shaken_stir_enabled: true,
            sip_subdomain: 'example',
            sip_subdomain_receive_settings: 'only_my_connections',
        },
        outbound: { channel_limit: 10, outbound_voice_profile_id: '1293384261075731499' },
        status_callback: url,
        status_callback_method: 'post',
        tags: ['desk', 'day'],
        voice_fallback_url: url,
        voice_method: 'get',
    };
    const created = await telnyx.texmlApplications.create(application);
    const id = created.data.id;
    assert.deepEqual(created.data.tags, ['desk', 'day']);
    for (let i = 2; i <= 5; i++) {
        await telnyx.texmlApplications.create({ friendly_name: `front desk ${i}`, voice_url: url });
    }
    const names = [];
    for await (const listed of telnyx.texmlApplications.list({
        filter: { friendly_name: 'front desk' },
        'page[size]': 2,
        sort: 'friendly_name',
    })) {
        names.push(listed.friendly_name);
    }
    assert.deepEqual(names, [1, 2, 3, 4, 5].map((i) => `front desk ${i}`));
    const ofProfile = await telnyx.texmlApplications.list({
        filter: { outbound_voice_profile_id: '1293384261075731499' },
    });
    assert.deepEqual(ofProfile.data.map((listed) => listed.id), [id]);
    assert.equal((await telnyx.texmlApplications.retrieve(id)).data.friendly_name, 'front desk 1');
    const updated = await telnyx.texmlApplications.update(id, { ...application, friendly_name: 'back office' });
    assert.equal(updated.data.friendly_name, 'back office');
    assert.equal((await telnyx.texmlApplications.delete(id)).data.id, id);
    await assert.rejects(telnyx.texmlApplications.retrieve(id), Telnyx.NotFoundError);
}

async function calls() {
    const created = await accounts.calls.calls(account, {
        body: {
            ...dial,
            ApplicationSid: 'app',
            CancelPlaybackOnDetectMessageEnd: true,
            CancelPlaybackOnMachineDetection: false,
            DeepfakeDetection: 'Enable',
            DeepfakeDetectionCallbackMethod: 'POST',
            DeepfakeDetectionCallbackUrl: url,
            FallbackUrl: url,
            From: from,
            MediaEncryption: 'SRTP',
            SupervisingRole: 'whisper',
            Texml: texml,
            Timeout: 30,
            To: '+17735550101',
            // Its types allow the other of the two to be null.
            Url: null,
            UrlMethod: 'POST',
        },
    });
    assert.equal(created.to, '+17735550101');
    for (let i = 2; i <= 5; i++) {
        await accounts.calls.calls(account, {
            body: { ApplicationSid: 'app', From: from, Texml: texml, To: `+1773555010${i}` },
        });
    }
    const { all, count } = await pages(await accounts.calls.retrieveCalls(account, { From: from, PageSize: 2 }), 'calls');
    assert.equal(all.length, 5);
    assert.equal(count, 3);
    await advance('PT30S');
    const dialled = await accounts.calls.retrieveCalls(account, {
        StartTime_gt: '2026-01-01',
        StartTime_lt: '2027-01-01',
        To: '+17735550101',
    });
    assert.equal(dialled.calls.length, 1);
    const sid = dialled.calls[0].sid;
    const none = { StartTime: '2025-01-01', EndTime: '2025-01-01', EndTime_gt: '2024-12-31', EndTime_lt: '2025-01-02' };
    assert.deepEqual((await accounts.calls.retrieveCalls(account, none)).calls, []);
    await accounts.calls.calls(account, {
        body: { ApplicationSid: 'app', From: from, SuperviseCallSid: sid, To: '+17735550106', Url: url },
    });
    const call = await accounts.calls.retrieve(sid, { account_sid });
    assert.equal(call.status, 'in-progress');
    assert.match(call.date_created, rfc2822);

    const recording = await accounts.calls.recordingsJson.recordingsJson(sid, {
        account_sid,
        PlayBeep: false,
        RecordingChannels: 'dual',
        RecordingStatusCallback: url,
        RecordingStatusCallbackEvent: 'in-progress completed',
        RecordingStatusCallbackMethod: 'POST',
        RecordingTrack: 'both',
        SendRecordingUrl: true,
    });
    assert.equal(recording.call_sid, sid);
    for (const Status of ['paused', 'in-progress', 'stopped']) {
        await advance('PT2S');
        await accounts.calls.recordings.recordingSidJson(recording.sid, { account_sid, call_sid: sid, Status });
    }
    const ofCall = await accounts.calls.recordingsJson.retrieveRecordingsJson(sid, { account_sid });
    assert.deepEqual(ofCall.recordings.map((item) => item.sid), [recording.sid]);

    const siprec = await accounts.calls.siprecJson(sid, {
        account_sid,
        ConnectorName: 'recorder',
        IncludeMetadataCustomHeaders: true,
        Name: 'siprec',
        Secure: true,
        SessionTimeoutSecs: 600,
        SipTransport: 'tls',
        StatusCallback: url,
        StatusCallbackMethod: 'POST',
        Track: 'both_tracks',
    });
    const siprecEnded = await accounts.calls.siprec.siprecSidJson(siprec.sid, {
        account_sid,
        call_sid: sid,
        Status: 'stopped',
    });
    assert.equal(siprecEnded.sid, siprec.sid);
    const stream = await accounts.calls.streamsJson(sid, {
        account_sid,
        BidirectionalCodec: 'G722',
        BidirectionalMode: 'rtp',
        Name: 'stream',
        StatusCallback: url,
        StatusCallbackMethod: 'POST',
        Track: 'both_tracks',
        Url: 'wss://media.example.com/stream',
    });
    const streamEnded = await accounts.calls.streams.streamingSidJson(stream.sid, {
        account_sid,
        call_sid: sid,
        Status: 'stopped',
    });
    assert.equal(streamEnded.sid, stream.sid);

    const instructions = {
        FallbackMethod: 'POST',
        FallbackUrl: url,
        Method: 'POST',
        StatusCallback: url,
        StatusCallbackMethod: 'POST',
    };
    await accounts.calls.update(sid, { account_sid, ...instructions, Url: url });
    await accounts.calls.update(sid, { account_sid, Texml: texml });
    const ended = await accounts.calls.update(sid, { account_sid, Status: 'completed' });
    assert.equal(ended.sid, sid);
    // SDK 7.24 has no method for this deprecated operation.
    const other = (await accounts.calls.retrieveCalls(account, { To: '+17735550102' })).calls[0].sid;
    const legacy = (body) => telnyx.post(`/texml/calls/${other}/update`, { body });
    await legacy({ ...instructions, Url: url });
    await legacy({ Texml: texml });
    await legacy({ Status: 'completed' });
    const completed = await accounts.calls.retrieveCalls(account, { Status: 'completed', From: from });
    assert.deepEqual(new Set(completed.calls.map((item) => item.sid)), new Set([sid, other]));

    const ofConnection = await telnyx.texml.calls.create('connection', {
        From: from,
        Method: 'POST',
        To: '+17735550107',
        Url: url,
    });
    assert.equal(ofConnection.to, '+17735550107');
    await telnyx.texml.calls.create('connection', { From: from, Texml: texml, To: '+17735550107' });
    const ofAssistant = await telnyx.texml.initiateAICall('connection', {
        ...dial,
        AIAssistantDynamicVariables: { name: 'Ada' },
        AIAssistantId: 'assistant',
        AIAssistantVersion: 'main',
        ConversationCallbackMethod: 'POST',
        // The strict simulator refuses callbacks that it never sends.
        ...(lenient ? { ConversationCallback: url, ConversationCallbacks: [url] } : {}),
        From: from,
        Passports: 'passport',
        StatusCallbackEvent: 'initiated answered completed busy analyzed',
        StatusCallbacks: [url],
        To: '+17735550108',
        timeout_seconds: 20,
    });
    assert.equal(ofAssistant.to, '+17735550108');
}

async function conferences() {
    const host = await accounts.conferences.participants.participants(
        'standup',
        {
            ...leg,
            ...detection,
            account_sid,
            AmdStatusCallback: url,
            AmdStatusCallbackMethod: 'POST',
            ApplicationSid: 'app',
            Beep: 'onEnter',
            CancelPlaybackOnDetectMessageEnd: true,
            CancelPlaybackOnMachineDetection: true,
            Coaching: false,
            ConferenceRecord: 'record-from-start',
            ConferenceRecordingStatusCallback: url,
            ConferenceRecordingStatusCallbackEvent: 'in-progress completed absent failed',
            ConferenceRecordingStatusCallbackMethod: 'POST',
            ConferenceRecordingTimeout: 10,
            ConferenceStatusCallback: url,
            ConferenceStatusCallbackEvent: 'start end join leave',
            ConferenceStatusCallbackMethod: 'POST',
            ConferenceTrim: 'do-not-trim',
            EarlyMedia: true,
            EndConferenceOnExit: false,
            From: from,
            Label: 'front desk',
            MaxParticipants: 10,
            Muted: true,
            StartConferenceOnEnter: true,
            To: '+17735550121',
            WaitUrl: url,
            timeout_seconds: 20,
        },
        asJson,
    );
    const sid = host.conference_sid;
    const guests = [];
    for (let i = 2; i <= 5; i++) {
        const guest = await accounts.conferences.participants.participants(sid, {
            account_sid,
            Beep: 'false',
            CallSidToCoach: host.call_sid,
            Coaching: true,
            EarlyMedia: true,
            From: from,
            Muted: true,
            To: `+1773555012${i}`,
            timeout_seconds: 20,
        });
        guests.push(guest.call_sid);
    }
    await advance('PT30S');
    // The documented links of this list have other names, and the SDK has none for it.
    const listed = await pages(
        await accounts.conferences.participants.retrieveParticipants(sid, { account_sid }, { query: { pagesize: 2 } }),
        'participants',
    );
    assert.equal(listed.count, 3);
    assert.deepEqual(new Set(listed.all.map((item) => item.call_sid)), new Set([host.call_sid, ...guests]));
    const desk = await accounts.conferences.participants.retrieve('front desk', { account_sid, conference_sid: sid });
    assert.equal(desk.muted, true);
    assert.match(desk.date_created, rfc2822);
    const updated = await accounts.conferences.participants.update(host.call_sid, {
        account_sid,
        conference_sid: sid,
        AnnounceMethod: 'POST',
        BeepOnExit: true,
        CallSidToCoach: guests[0],
        Coaching: true,
        EndConferenceOnExit: false,
        Hold: true,
        HoldMethod: 'POST',
        HoldUrl: url,
        Muted: false,
        WaitUrl: url,
    });
    assert.equal(updated.muted, false);
    assert.equal(updated.hold, true);
    assert.equal(updated.coaching_call_sid, guests[0]);
    await accounts.conferences.participants.update(guests[0], {
        account_sid,
        conference_sid: sid,
        AnnounceMethod: 'GET',
        AnnounceUrl: url,
    });
    await accounts.conferences.participants.delete(guests[3], { account_sid, conference_sid: sid });

    const recordings = await accounts.conferences.retrieveRecordings(sid, { account_sid });
    assert.equal(recordings.recordings.length, 1);
    const asOfAccount = await accounts.conferences.retrieveRecordingsJson(sid, { account_sid });
    assert.equal(asOfAccount.recordings[0].sid, recordings.recordings[0].sid);

    for (const name of ['one', 'two', 'three', 'four']) {
        await accounts.conferences.participants.participants(name, {
            account_sid,
            ApplicationSid: 'app',
            From: from,
            To: '+17735550130',
        });
    }
    const all = await pages(await accounts.conferences.retrieveConferences(account, { PageSize: 2 }), 'conferences');
    assert.equal(all.all.length, 5);
    assert.equal(all.count, 3);
    const named = await accounts.conferences.retrieveConferences(account, {
        DateCreated: '>=2026-01-01',
        DateUpdated: '>=2026-01-01',
        FriendlyName: 'standup',
        Status: 'in-progress',
    });
    assert.deepEqual(named.conferences.map((item) => item.sid), [sid]);
    await accounts.conferences.update(sid, { account_sid, AnnounceMethod: 'GET', AnnounceUrl: url });
    await accounts.conferences.update(sid, { account_sid, Status: 'completed' });
    assert.equal((await accounts.conferences.retrieve(sid, { account_sid })).status, 'completed');
}

async function queues() {
    const names = ['alpha', 'beta', 'gamma', 'delta', 'support line'];
    for (const FriendlyName of names) {
        assert.equal((await accounts.queues.create(account, { FriendlyName, MaxSize: 10 })).max_size, 10);
    }
    const since = { DateCreated: '>=2026-01-01', DateUpdated: '>=2026-01-01' };
    const listed = [];
    // The pager of SDK 7.24 goes from no page to page 2, though pages are counted from 0; told where it is, it counts on.
    for await (const queue of accounts.queues.list(account, { ...since, Page: 0, PageSize: 2 })) {
        listed.push(queue.sid);
    }
    assert.deepEqual(new Set(listed), new Set(names));
    assert.equal(listed.length, names.length);
    // Its page keeps the link to the next one in the body alone.
    const linked = await pages((await accounts.queues.list(account, { PageSize: 2 })).body, 'queues');
    assert.deepEqual(new Set(linked.all.map((queue) => queue.sid)), new Set(names));
    assert.equal((await accounts.queues.update('support line', { account_sid, MaxSize: 20 })).max_size, 20);
    assert.equal((await accounts.queues.retrieve('support line', { account_sid })).max_size, 20);
    await accounts.queues.delete('support line', { account_sid });
    await assert.rejects(accounts.queues.retrieve('support line', { account_sid }), Telnyx.NotFoundError);
}

async function recordings() {
    const { all, count } = await pages(
        await accounts.retrieveRecordingsJson(account, { DateCreated: '<=2027-01-01', PageSize: 10 }),
        'recordings',
    );
    assert(all.length >= 25);
    assert(count > 2);
    const sid = all.at(-1).sid;
    const recording = await accounts.recordings.json.retrieveRecordingSidJson(sid, { account_sid });
    assert.match(recording.date_created, rfc2822);
    const media = await fetch(recording.media_url);
    assert.equal(media.status, 200);
    assert((await media.arrayBuffer()).byteLength > 0);
    await accounts.recordings.json.deleteRecordingSidJson(sid, { account_sid });
    await assert.rejects(accounts.recordings.json.retrieveRecordingSidJson(sid, { account_sid }), Telnyx.NotFoundError);
}

async function transcriptions() {
    const first = await accounts.retrieveTranscriptionsJson(account, { PageSize: 10 });
    const { all, count } = await pages(first, 'transcriptions');
    assert.equal(all.length, 25);
    assert.equal(count, 3);
    const token = new URL(first.next_page_uri, origin).searchParams.get('PageToken');
    const second = await accounts.retrieveTranscriptionsJson(account, { PageSize: 10, PageToken: token });
    assert.equal(second.transcriptions[0].sid, all[10].sid);
    const { sid } = all[0];
    const json = accounts.transcriptions.json;
    assert.equal((await json.retrieveRecordingTranscriptionSidJson(sid, { account_sid })).sid, sid);
    await json.deleteRecordingTranscriptionSidJson(sid, { account_sid });
    await assert.rejects(json.retrieveRecordingTranscriptionSidJson(sid, { account_sid }), Telnyx.NotFoundError);
}

await applications();
await calls();
await conferences();
await queues();
await transcriptions();
await recordings();
assert.equal((await telnyx.texml.secrets({ name: 'token', value: 'secret' })).data.value, 'REDACTED');
