package dev.mentions.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Answers what Jetty refuses before a request reaches us, in the form of all other errors. */
final class JettyErrors extends ErrorHandler {

    private static final int INTERNAL = 500;

    private final GeneralFaults faults;

    JettyErrors(GeneralFaults faults) {
        this.faults = faults;
    }

    /** Also where the method is none that Jetty knows. */
    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            String message,
            @Nullable Throwable cause,
            Callback callback) {
        Fault fault = code == INTERNAL ? faults.internal() : faults.malformed();
        Problem problem = Problem.of(fault, "Not a request that can be served").withStatus(code);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
        Content.Sink.write(response, true, new String(Answers.json(problem), UTF_8), callback);
    }
}
