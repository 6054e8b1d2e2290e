package dev.mentions.ner.corpus;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A part of the labelled corpora that stand in {@code corpora/ner}.
 *
 * @param file its file's name in that folder
 */
public record CorpusPart(String file, Selection selection) {

    /** What programs labelled, and people in part: to be trained on with care. */
    public static final List<CorpusPart> SILVER = List.of(new CorpusPart("gmb.clean.bio", Selection.ALL_BUT_LAST_2000));

    /** What people labelled, to be trained on. */
    public static final List<CorpusPart> GOLD = Stream.of(
                    "uner_ewt.train.bio",
                    "uner_ewt.dev.bio",
                    "crossner_politics.train.bio",
                    "crossner_ai.train.bio",
                    "crossner_ai.dev.bio",
                    "crossner_ai.test.bio",
                    "crossner_literature.train.bio",
                    "crossner_literature.dev.bio",
                    "crossner_literature.test.bio",
                    "crossner_music.train.bio",
                    "crossner_music.dev.bio",
                    "crossner_music.test.bio",
                    "crossner_science.train.bio",
                    "crossner_science.dev.bio",
                    "crossner_science.test.bio",
                    "europarl_en.bio",
                    "gum_interview.derived.bio",
                    "suralk_en.bio",
                    "wnut17.train.bio",
                    "wnut17.dev.bio",
                    "wnut17.test.bio")
            .map(CorpusPart::whole)
            .toList();

    /** What decisions are measured on, while the recipe is worked at. */
    public static final List<CorpusPart> DEVELOPMENT = List.of(
            new CorpusPart("wikigold.bio", Selection.EVEN_DOCUMENTS),
            whole("crossner_politics.dev.bio"),
            whole("gum_news.derived.bio"),
            new CorpusPart("gmb.clean.bio", Selection.LAST_2000));

    /** What is only ever measured, for the model card. */
    public static final List<CorpusPart> OPEN_TEST = List.of(
            new CorpusPart("wikigold.bio", Selection.ODD_DOCUMENTS), whole("uner_pud.bio"), whole("uner_ewt.test.bio"));

    public CorpusPart {
        requireNonNull(file, "file");
        requireNonNull(selection, "selection");
    }

    public static CorpusPart whole(String file) {
        return new CorpusPart(file, Selection.ALL);
    }

    /** Returns the file's name, and what of it when it is not all. */
    public String name() {
        return selection == Selection.ALL
                ? file
                : file + " (" + selection.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ")";
    }

    /**
     * Returns its sentences.
     *
     * @param corpora the folder that holds {@code ner}
     * @throws BioFormatException when the file is malformed
     */
    public List<LabelledSentence> read(Path corpora) throws IOException {
        return selection.of(BioReader.read(corpora.resolve("ner").resolve(file)));
    }
}
