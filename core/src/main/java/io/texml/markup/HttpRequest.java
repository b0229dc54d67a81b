package io.texml.markup;

import io.texml.CallbackMethod;
import java.net.URI;
import java.util.Objects;

/**
 * Sends an HTTP request while the call goes on, and hands what came back to {@code action}.
 *
 * @see <a href="https://developers.telnyx.com/docs/voice/programmable-voice/texml-verbs/httprequest">its documentation</a>
 */
public final class HttpRequest extends AbstractElement<HttpRequest> implements Verb {

    static final ElementType<HttpRequest> TYPE = ElementType.of("HttpRequest", Content.NONE, HttpRequest::new)
            .attributes(Attribute.bool("async").byDefault("false"), Attribute.url("action"))
            .children(Request.TYPE, Response.TYPE)
            .rule(HttpRequest::check);

    private HttpRequest(Parts parts) {
        super(TYPE, parts);
    }

    /** Sends a request. */
    public static HttpRequest send(Request request) {
        return TYPE.create().add(request);
    }

    /** This with what is expected of the answer. */
    public HttpRequest response(Response response) {
        return put(Objects.requireNonNull(response, "response"));
    }

    /** {@code async}: whether the document goes on while the request is under way. Default: false. */
    public HttpRequest async(boolean async) {
        return set("async", async);
    }

    /** {@code action}: where the platform goes on with what came back; only when {@code async} is false. A URL. */
    public HttpRequest action(URI action) {
        return set("action", action);
    }

    private static void check(ElementChecks checks) {
        checks.refuseIf(
                checks.count("Request") != 1 && !checks.holdsTemplates(),
                "HttpRequest needs exactly one Request",
                "write one Request into it");
        checks.refuseIf(
                checks.count("Response") > 1 && !checks.holdsTemplates(),
                "HttpRequest takes at most one Response",
                "leave out the others");
        checks.warnIf(
                checks.has("action") && checks.is("async", "true"),
                "action counts only when async is false",
                ElementChecks.IGNORED,
                "leave out action or async");
    }

    /**
     * The request that is sent.
     *
     * @see <a href="https://developers.telnyx.com/docs/voice/programmable-voice/texml-verbs/httprequest">its documentation</a>
     */
    public static final class Request extends AbstractElement<Request> {

        static final ElementType<Request> TYPE = ElementType.of("Request", Content.NONE, Request::new)
                .attributes(Attribute.url("url").isRequired(), Attribute.choice("method", CallbackMethod.knownValues()))
                .children(Structure.HEADERS, Structure.BODY);

        private Request(Parts parts) {
            super(TYPE, parts);
        }

        /** A request with the method GET. */
        public static Request get(URI url) {
            return TYPE.create().set("url", url).set("method", CallbackMethod.GET);
        }

        /** A request with the method POST. */
        public static Request post(URI url) {
            return TYPE.create().set("url", url).set("method", CallbackMethod.POST);
        }

        /** This with one more header. */
        public Request header(String name, String value) {
            return addWithin(Structure.HEADERS, Structure.header(name, value));
        }

        /** This with a body. */
        public Request body(String body) {
            return put(Structure.BODY.create().addText(body));
        }
    }

    /**
     * What is expected of the answer, and what of it the application is told.
     *
     * @see <a href="https://developers.telnyx.com/docs/voice/programmable-voice/texml-verbs/httprequest">its documentation</a>
     */
    public static final class Response extends AbstractElement<Response> {

        static final ElementType<Response> TYPE = ElementType.of("Response", Content.NONE, Response::new)
                .children(
                        Structure.HEADERS,
                        Structure.BODY,
                        Structure.CONTENT_TYPE,
                        Structure.STATUS_CODE,
                        Structure.CONTENT);

        private Response(Parts parts) {
            super(TYPE, parts);
        }

        /** An answer of which nothing is expected yet. */
        public static Response response() {
            return TYPE.create();
        }

        /** This with a header. */
        public Response header(String name, String value) {
            return addWithin(Structure.HEADERS, Structure.header(name, value));
        }

        /** This with a body. */
        public Response body(String body) {
            return put(Structure.BODY.create().addText(body));
        }

        /** This with the type of the body, such as {@code application/json}. */
        public Response type(String type) {
            return put(Structure.CONTENT_TYPE.create().addText(type));
        }

        /** This with a status, such as 200. */
        public Response statusCode(int statusCode) {
            return put(Structure.STATUS_CODE.create().addText(String.valueOf(statusCode)));
        }

        /**
         * This with a value of the answer that the application is told.
         *
         * @param name what the parameter is called
         * @param jsonPath where the value stands in the answer
         */
        public Response field(String name, String jsonPath) {
            return addWithin(
                    Structure.CONTENT,
                    Structure.FIELD
                            .create()
                            .add(Structure.NAME.create().addText(name))
                            .add(Structure.VALUE.create().addText(jsonPath)));
        }
    }

    /** What stands in a request and an answer; apart, so that neither class needs the other to be there first. */
    private static final class Structure {

        static final ElementType<RawElement> KEY = RawElement.type("Key", Content.TEXT);
        static final ElementType<RawElement> VALUE = RawElement.type("Value", Content.TEXT);
        static final ElementType<RawElement> HEADER =
                RawElement.type("Header", Content.NONE).children(KEY, VALUE);
        static final ElementType<RawElement> HEADERS =
                RawElement.type("Headers", Content.NONE).children(HEADER);
        static final ElementType<RawElement> BODY = RawElement.type("Body", Content.TEXT);
        static final ElementType<RawElement> STATUS_CODE = RawElement.type("StatusCode", Content.TEXT);
        static final ElementType<RawElement> CONTENT_TYPE = RawElement.type("Type", Content.TEXT);
        static final ElementType<RawElement> NAME = RawElement.type("Name", Content.TEXT);
        static final ElementType<RawElement> FIELD =
                RawElement.type("Field", Content.NONE).children(NAME, VALUE);
        static final ElementType<RawElement> CONTENT =
                RawElement.type("Content", Content.NONE).children(FIELD);

        private static RawElement header(String name, String value) {
            return HEADER.create()
                    .add(KEY.create().addText(name))
                    .add(VALUE.create().addText(value));
        }
    }
}
