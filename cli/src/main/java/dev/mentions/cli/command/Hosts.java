package dev.mentions.cli.command;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** What this machine is called. */
final class Hosts {

    private Hosts() {}

    static String own() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
