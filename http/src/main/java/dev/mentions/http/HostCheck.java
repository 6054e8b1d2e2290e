package dev.mentions.http;

import dev.mentions.service.AllowedHosts;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Refuses requests for hosts that the server does not answer for, whatever they ask, before anybody looks at them. */
final class HostCheck extends Handler.Wrapper {

    private final AllowedHosts allowedHosts;

    HostCheck(AllowedHosts allowedHosts) {
        this.allowedHosts = allowedHosts;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        // A request in HTTP/1.0 may name none; one in absolute form names two.
        boolean accepted = Stream.of(
                        request.getHeaders().get(HttpHeader.HOST),
                        request.getHttpURI().getHost())
                .filter(Objects::nonNull)
                .allMatch(allowedHosts::accepts);
        if (accepted) {
            return super.handle(request, response, callback);
        }
        Response.writeError(request, response, callback, AllowedHosts.MISDIRECTED);
        return true;
    }
}
