package fr.gaveurs.console.backend.platform.http;

import fr.gaveurs.console.api.audit.Audit;
import fr.gaveurs.console.backend.platform.security.Access.Caller;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** Reads who calls from a request. */
final class Callers {
    private Callers() {}

    static Caller of(Request request) {
        HttpFields headers = request.getHeaders();
        InetAddress address =
                request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress socket
                        ? socket.getAddress()
                        : InetAddress.getLoopbackAddress();
        // HTTP/2 and absolute targets have the host in the URI; there Host may be absent.
        String host = headers.get(HttpHeader.HOST);
        return new Caller(
                address,
                host == null ? request.getHttpURI().getAuthority() : host,
                headers.get(HttpHeader.ORIGIN),
                headers.get(HttpHeader.AUTHORIZATION),
                words(headers.get(Audit.ACTOR_HEADER)));
    }

    /** Words of people in a header, which itself has ASCII alone: percent-encoded UTF-8; as it is where it is not that. */
    static @Nullable String words(@Nullable String header) {
        if (header == null) {
            return null;
        }
        try {
            return URLDecoder.decode(header.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return header;
        }
    }
}
