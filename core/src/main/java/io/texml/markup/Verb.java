package io.texml.markup;

/** A verb: what the platform carries out, one after the other. It stands right within the document. */
public sealed interface Verb extends Element
        permits AIGather,
                Connect,
                Dial,
                Enqueue,
                Gather,
                Hangup,
                HttpRequest,
                Leave,
                Pause,
                Pay,
                Play,
                RawElement,
                Record,
                Redirect,
                Refer,
                Reject,
                Say,
                Start,
                Stop {}
