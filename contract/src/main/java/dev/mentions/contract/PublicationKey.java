package dev.mentions.contract;

import java.text.Normalizer;
import java.util.Locale;

/** The identity of a publication: two names with the same key are the same publication. */
public final class PublicationKey {

    private PublicationKey() {}

    /**
     * Returns the key of a publication's name: NFKC, surrounding white space dropped, lower case in the root locale.
     *
     * @param name any string; an all-blank name gives an empty key, which the producer refuses
     */
    public static String of(String name) {
        // Lower-casing can undo NFKC (a capital with a combining mark), so it is composed once more.
        String lower = Normalizer.normalize(name, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
        return Normalizer.normalize(lower, Normalizer.Form.NFKC);
    }
}
