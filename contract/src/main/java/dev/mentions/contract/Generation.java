package dev.mentions.contract;

/**
 * One complete making of the counts from the posts. A replay is a new generation beside the live one: everything
 * derived carries its number. The first generation's names are bare.
 *
 * @param number from 1
 */
public record Generation(int number) {

    public static final Generation FIRST = new Generation(1);

    public Generation {
        if (number < 1) {
            throw new IllegalArgumentException("a generation's number starts at 1, is " + number);
        }
    }

    /** Returns a Kafka application id, group id or topic name as it is in this generation. */
    public String name(String base, char separator) {
        return this.equals(FIRST) ? base : base + separator + "g" + number;
    }
}
