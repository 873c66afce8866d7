package dev.baton.platform.security;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.stream.Stream;

/**
 * Who may do what on the management port, which asks for no token: everybody reads what is exposed; only a process on
 * the same machine or in the same pod changes anything, and no page that a browser there happens to show.
 */
final class ManagementAccess {
    private ManagementAccess() {}

    static boolean isAllowed(HttpServletRequest request) {
        return switch (request.getMethod()) {
            case "GET", "HEAD" -> true;
            default -> isFromThisMachine(request) && !isFromPageOrProxy(request);
        };
    }

    private static boolean isFromThisMachine(HttpServletRequest request) {
        try {
            // An address, never a name: nothing is looked up.
            return InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    // Fetch Metadata (W3C), the Fetch standard's Origin; and a proxy on this machine speaks for somebody else.
    private static boolean isFromPageOrProxy(HttpServletRequest request) {
        return Stream.of("Origin", "Sec-Fetch-Site", "Forwarded", "X-Forwarded-For")
                .anyMatch(header -> request.getHeader(header) != null);
    }
}
