package dev.mentions.dashboard.store;

/**
 * Where an entity stands in a list by count.
 *
 * @param id of its document, which decides between equal counts
 */
public record Rank(long count, String id) {

    public static Rank of(EntityRow row) {
        return new Rank(row.count(), row.id());
    }
}
