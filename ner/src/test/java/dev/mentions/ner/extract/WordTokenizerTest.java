package dev.mentions.ner.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordTokenizerTest {

    private final WordTokenizer tokenizer = new WordTokenizer();

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            delimiter = '~',
            value = {
                "Ada met Bob.~Ada met Bob .",
                "Mr. Hall left the U.S. on Monday.~Mr. Hall left the U.S. on Monday .",
                "He works for Hall Inc.~He works for Hall Inc.",
                "J. R. Hall, of Rome~J. R. Hall , of Rome",
                "It was plan B.~It was plan B .",
                "Ada's dog didn't bark; they'll see.~Ada 's dog did n't bark ; they 'll see .",
                "Ada\u2019s dog~Ada 's dog",
                "\u201CWe won,\u201D said Ada (of Rome).~\" We won , \" said Ada ( of Rome ) .",
                "the workers' union~the workers ' union",
                "a well-known Anglo-French firm~a well-known Anglo-French firm",
                "Rome--and Paris\u2014fell~Rome -- and Paris \u2014 fell",
                "It cost $1,200.50, or 5%~It cost $ 1,200.50 , or 5 %",
                "at 5:30 p.m. today~at 5:30 p.m. today",
                "Wait... what?!~Wait ... what ? !",
                "See https://example.org/a,b?c=d now~See https://example.org/a,b?c=d now",
                "he said.The end~he said . The end",
                "AT&T and O'Neill~AT&T and O'Neill",
                "Rome,Paris~Rome , Paris",
                "to Ada.Lovelace@example.org now~to Ada.Lovelace@example.org now",
                "#RomeTalks, (@ada_l) #1~#RomeTalks , ( @ada_l ) # 1",
                "LONDON (Reuters) - Ada~LONDON ( Reuters ) - Ada",
            })
    void shouldCutAsTheCorporaDo(String sentence, String tokens) {
        assertThat(words(sentence)).containsExactly(tokens.split(" "));
    }

    @Test
    void shouldTellWhereTokensStand() {
        tokenizer.tokenize("No. Ada's here", 4, 14);

        assertThat(tokenizer.size()).isEqualTo(3);
        assertThat(tokenizer.start(1)).isEqualTo(7);
        assertThat(tokenizer.end(1)).isEqualTo(9);
    }

    @Property
    void shouldLoseNothingButSpaces(
            @ForAll
                    @StringLength(max = 60)
                    @CharRange(from = 'r', to = 't')
                    @Chars({' ', '.', ',', '\'', '"', '-', '(', 'A', '\u2019', '1', '/', ':', '!'})
                    String text) {
        tokenizer.tokenize(text, 0, text.length());

        StringBuilder kept = new StringBuilder();
        for (int i = 0; i < tokenizer.size(); i++) {
            assertThat(tokenizer.end(i)).isGreaterThan(tokenizer.start(i));
            kept.append(text, tokenizer.start(i), tokenizer.end(i));
        }
        assertThat(kept).hasToString(text.replace(" ", ""));
    }

    private String[] words(String sentence) {
        tokenizer.tokenize(sentence, 0, sentence.length());
        char[] straight = sentence.toCharArray();
        WordTokenizer.straighten(straight);
        return IntStream.range(0, tokenizer.size())
                .mapToObj(token ->
                        new String(straight, tokenizer.start(token), tokenizer.end(token) - tokenizer.start(token)))
                .toArray(String[]::new);
    }
}
