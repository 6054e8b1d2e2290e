package dev.mentions.cli.archive;

/** What stands at a place of an archive: a post's JSON, or the reason why there is none. */
public sealed interface Row {

    Position position();

    /**
     * A row that could be read; whether it makes a post is the producer's to say.
     *
     * @param json one JSON text in UTF-8, without line breaks where it came from CSV
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Json(Position position, byte[] json) implements Row {}

    /**
     * A row that could not be read.
     *
     * @param reason for a person, without the row's text
     */
    record Broken(Position position, String reason) implements Row {}
}
