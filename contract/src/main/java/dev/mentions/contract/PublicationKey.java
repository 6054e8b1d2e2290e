package dev.mentions.contract;

import java.text.Normalizer;
import java.util.Locale;

/** The identity of a publication: two names with the same key are the same publication. */
public final class PublicationKey {

    private PublicationKey() {}

    /**
     * Returns the key of a publication's name: NFKC, invisible characters and surrounding white space dropped, lower case
     * in the root locale.
     *
     * @param name any string; a name with nothing visible gives an empty key, which the producer refuses
     */
    public static String of(String name) {
        String visible = InvisibleCharacters.removeAll(Normalizer.normalize(name, Normalizer.Form.NFKC));
        String lower = visible.strip().toLowerCase(Locale.ROOT);
        // Dropping characters and lower-casing can both leave letters and marks uncomposed, so they are composed once
        // more.
        return Normalizer.normalize(lower, Normalizer.Form.NFKC);
    }
}
