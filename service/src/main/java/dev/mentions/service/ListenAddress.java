package dev.mentions.service;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Set;

/**
 * Where a server listens, and which hosts it answers for there.
 *
 * @param section of the settings that say it, {@code http} for {@code http.host}
 * @param host address to bind
 * @param port 0 picks a free one
 * @param isLoopback whether only this machine can connect
 * @param allowedHosts further hosts that it answers for, see {@link AllowedHosts}
 */
public record ListenAddress(String section, String host, int port, boolean isLoopback, Set<String> allowedHosts) {

    private static final String LOOPBACK = "127.0.0.1";

    private static final int MAX_PORT = 65_535;

    public ListenAddress {
        requireNonNull(section, "section");
        requireNonNull(host, "host");
        allowedHosts = Set.copyOf(allowedHosts);
    }

    /**
     * Reads {@code SECTION.host}, {@code SECTION.port} and {@code SECTION.allowed-hosts}.
     *
     * @param port where none is set
     * @throws SettingsException when one is wrong, or the host is not known
     */
    public static ListenAddress from(Settings settings, String section, int port) {
        String key = section + ".host";
        String host = settings.text(key, LOOPBACK);
        return new ListenAddress(
                section,
                host,
                settings.integer(section + ".port", port, 0, MAX_PORT),
                isLoopback(key, host),
                AllowedHosts.from(settings, section));
    }

    /** Returns the loopback address, whatever is set; reads {@code SECTION.allowed-hosts}. */
    public static ListenAddress loopback(Settings settings, String section, int port) {
        return new ListenAddress(section, LOOPBACK, port, true, AllowedHosts.from(settings, section));
    }

    private static boolean isLoopback(String key, String host) {
        try {
            return Arrays.stream(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException e) {
            throw new SettingsException(
                    key + " (" + Settings.variable(key) + ") is '" + host + "', which is no address of this machine");
        }
    }
}
