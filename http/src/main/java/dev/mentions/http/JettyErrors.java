package dev.mentions.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mentions.service.AllowedHosts;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Answers what Jetty and {@link HostCheck} refuse before a request reaches us, in the form of all other errors. */
final class JettyErrors extends ErrorHandler {

    private static final int INTERNAL = 500;

    private static final String DETAIL = "Not a request that can be served";

    private final GeneralFaults faults;
    private final AllowedHosts allowedHosts;

    JettyErrors(GeneralFaults faults, AllowedHosts allowedHosts) {
        this.faults = faults;
        this.allowedHosts = allowedHosts;
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
        Problem problem = switch (code) {
            case AllowedHosts.MISDIRECTED -> Problem.of(faults.misdirected(), allowedHosts.refuse());
            case INTERNAL -> Problem.of(faults.internal(), DETAIL);
            default -> Problem.of(faults.malformed(), DETAIL).withStatus(code);
        };
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
        Content.Sink.write(response, true, new String(Answers.json(problem), UTF_8), callback);
    }
}
