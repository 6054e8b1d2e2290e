package dev.mentions.contract;

import java.text.Normalizer;

/** The name of a publication as readers see it. */
public final class PublicationName {

    private PublicationName() {}

    /**
     * Returns the form to display: NFKC, without invisible characters and surrounding white space. Joiners and variation
     * selectors stay where they change how the name looks. Names of one {@link PublicationKey} can still differ, in case
     * for example.
     *
     * @param name as the sender wrote it
     * @return empty only if the key is empty
     */
    public static String displayed(String name) {
        String visible = InvisibleCharacters.removeMeaningless(Normalizer.normalize(name, Normalizer.Form.NFKC));
        return Normalizer.normalize(visible, Normalizer.Form.NFKC).strip();
    }
}
