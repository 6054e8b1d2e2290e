package dev.mentions.service;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hosts that a server answers for, as {@code Host} names them. A page can point its own name at this server (DNS
 * rebinding), and then reads what it gets; but the browser sends that name. An address cannot be rebound. Thread-safe.
 */
public final class AllowedHosts {

    /** The HTTP status of a request for another host: Misdirected Request, RFC 9110. */
    public static final int MISDIRECTED = 421;

    private static final Logger LOGGER = LoggerFactory.getLogger(AllowedHosts.class);

    private static final String LOCALHOST = "localhost";

    private static final Pattern AUTHORITY = Pattern.compile("(\\[[^\\[\\]]*]|[^:]*)(?::\\d*)?");
    private static final Pattern NAME =
            Pattern.compile("(?:\\*\\.)?[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)*");
    private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");

    private final String key;
    private final boolean loopback;
    private final Set<String> names;

    /** Each begins with a dot. */
    private final Set<String> suffixes;

    private final AtomicBoolean logged = new AtomicBoolean();

    /** @param address of the server */
    public AllowedHosts(ListenAddress address) {
        this.key = key(address.section());
        this.loopback = address.isLoopback();
        Set<String> all = new TreeSet<>(address.allowedHosts());
        all.add(LOCALHOST);
        all.add(normalize(address.host()));
        if (!loopback) {
            all.add(normalize(HostName.own()));
        }
        this.names = all.stream().filter(name -> !name.startsWith("*")).collect(toUnmodifiableSet());
        this.suffixes = all.stream()
                .filter(name -> name.startsWith("*"))
                .map(name -> name.substring(1))
                .collect(toUnmodifiableSet());
    }

    /**
     * Reads {@code SECTION.allowed-hosts}.
     *
     * @throws SettingsException when an entry is not a host name
     */
    static Set<String> from(Settings settings, String section) {
        String key = key(section);
        return settings.list(key).stream()
                .map(AllowedHosts::normalize)
                .map(name -> valid(key, name))
                .collect(toUnmodifiableSet());
    }

    /**
     * Tells whether the server answers for a host.
     *
     * @param authority a host and perhaps a port, as in {@code Host}
     */
    public boolean accepts(String authority) {
        Matcher matcher = AUTHORITY.matcher(authority);
        if (!matcher.matches()) {
            return false;
        }
        String host = normalize(matcher.group(1));
        return names.contains(host) || suffixes.stream().anyMatch(host::endsWith) || isOwnAddress(host);
    }

    /** Returns what to answer instead, for a person. The first time it is logged, without the name: anybody may send one. */
    public String refuse() {
        if (!logged.getAndSet(true)) {
            LOGGER.atWarn()
                    .addKeyValue("setting", key)
                    .log("Refused a request for a host that is not allowed; further ones are not logged");
        }
        return "The Host header names another server. Expected localhost, "
                + (loopback ? "a loopback address" : "an IP address, this machine's name") + ", or a name in " + key
                + " (" + Settings.variable(key) + "). Use one of these, or add the name to the setting";
    }

    /** Tells whether it is an address that can be one of this server's. Behind a proxy or NAT, that is any. */
    private boolean isOwnAddress(String host) {
        if (!host.startsWith("[") && !IPV4.matcher(host).matches()) {
            return false;
        }
        try {
            // Never asks DNS: it is an address, or in brackets.
            return InetAddress.getByName(host).isLoopbackAddress() || !loopback;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static String valid(String key, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new SettingsException(key + " (" + Settings.variable(key) + ") has '" + name
                    + "', which is not a host name. Write names without scheme and port, between commas, such as"
                    + " mentions.example, or *.mentions.example for every name below that one");
        }
        return name;
    }

    private static String key(String section) {
        return section + ".allowed-hosts";
    }

    /** Returns a name in lower case, without the dot of the root. */
    private static String normalize(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
