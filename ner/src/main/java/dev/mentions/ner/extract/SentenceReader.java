package dev.mentions.ner.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import opennlp.tools.sentdetect.SentenceDetectorME;
import opennlp.tools.sentdetect.SentenceModel;
import opennlp.tools.util.Span;

/** From a text as it comes to the sentences that the name finder takes. For one thread; keeps nothing of a text. */
final class SentenceReader {

    /** Longer sentences are lists or tables; they are cut, because the name finder keeps every token's history. */
    static final int MAX_SENTENCE_TOKENS = 200;

    private static final Pattern BYLINE = Pattern.compile(
            "^(?:By|BY) (\\p{Lu}[\\p{Lu}.'\u2019-]+(?: (?:and|\\p{Lu}[\\p{Lu}.'\u2019-]*)){1,8})(?=[,;|(]|$)");

    /** What is longer is a paragraph of text. */
    private static final int MAX_BYLINE = 200;

    private final SentenceDetectorME detector;
    private final WordTokenizer tokenizer = new WordTokenizer();

    SentenceReader(SentenceModel model) {
        this.detector = new SentenceDetectorME(model);
    }

    List<Sentence> read(String text) {
        List<String> paragraphs = paragraphs(text);
        CaseRestorer cases = new CaseRestorer(paragraphs, UsualForms.bundled());
        List<Sentence> sentences = new ArrayList<>();
        for (String paragraph : paragraphs) {
            Optional<Dateline> dateline = Dateline.of(paragraph);
            dateline.ifPresent(line -> {
                String place = cases.restoreName(line.place(), 0, line.place().length());
                cut(place, 0, place.length(), line.isSure(), sentences);
            });
            String rest =
                    dateline.isPresent() ? paragraph.substring(dateline.get().length()) : paragraph;
            detect(cased(rest, cases), cases, sentences);
        }
        return sentences;
    }

    static List<String> paragraphs(String text) {
        return Paragraphs.of(Markdown.strip(HtmlLeftovers.strip(text)));
    }

    private static String cased(String paragraph, CaseRestorer cases) {
        if (paragraph.length() <= MAX_BYLINE) {
            Matcher byline = BYLINE.matcher(paragraph);
            if (byline.find()) {
                return cases.restoreName(paragraph, byline.start(1), byline.end(1));
            }
        }
        return cases.restore(paragraph, 0, paragraph.length());
    }

    private void detect(String paragraph, CaseRestorer cases, List<Sentence> sentences) {
        for (Span sentence : detector.sentPosDetect(paragraph)) {
            String cased = cases.restore(paragraph, sentence.getStart(), sentence.getEnd());
            cut(cased, sentence.getStart(), sentence.getEnd(), false, sentences);
        }
    }

    private void cut(String text, int start, int end, boolean isPlace, List<Sentence> sentences) {
        tokenizer.tokenize(text, start, end);
        for (int from = 0; from < tokenizer.size(); from += MAX_SENTENCE_TOKENS) {
            int to = Math.min(tokenizer.size(), from + MAX_SENTENCE_TOKENS);
            sentences.add(Sentence.of(text, tokenizer, from, to, isPlace));
        }
    }
}
