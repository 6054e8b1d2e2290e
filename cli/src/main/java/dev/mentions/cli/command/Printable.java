package dev.mentions.cli.command;

/** Names as a terminal may show them. */
final class Printable {

    private Printable() {}

    /** Names come from anywhere: what could steer a terminal is shown as a replacement character. */
    static String of(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}]", "\uFFFD");
    }
}
