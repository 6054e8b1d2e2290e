package dev.mentions.dashboard.cloud;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mentions.contract.EntityKind;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** Words lie in the picture and not on each other, and a picture of any words is one. */
class CloudLayoutTest {

    @Property(tries = 100)
    void shouldPlaceWordsInThePictureAndNotOnEachOther(
            @ForAll @Size(min = 1, max = 80) List<@StringLength(min = 1, max = 60) String> texts,
            @ForAll @IntRange(min = 100, max = 900) int width,
            @ForAll @IntRange(min = 100, max = 900) int height) {
        List<PlacedWord> placed = CloudLayout.of(words(texts), width, height);

        assertThat(placed).isNotEmpty();
        for (int i = 0; i < placed.size(); i++) {
            PlacedWord one = placed.get(i);
            assertThat(one.x()).isNotNegative();
            assertThat(one.y()).isNotNegative();
            assertThat(one.x() + one.width()).isLessThanOrEqualTo(width);
            assertThat(one.y() + one.height()).isLessThanOrEqualTo(height);
            for (int j = 0; j < i; j++) {
                assertThat(one.overlaps(placed.get(j), 0)).isFalse();
            }
        }
    }

    @Example
    void shouldBeTheSameForTheSameWordsInAnyOrder() {
        List<Word> words = words(List.of("Paris", "London", "Ada Lovelace", "UN", "东京", "Ζεύς"));
        List<Word> shuffled = new ArrayList<>(words);
        Collections.shuffle(shuffled, new Random(3));

        assertThat(CloudLayout.of(shuffled, 400, 300)).isEqualTo(CloudLayout.of(words, 400, 300));
    }

    @Example
    void shouldPlaceSixtyNames() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            names.add("Person Number " + i);
        }

        assertThat(CloudLayout.of(words(names), 760, 380)).hasSizeGreaterThan(55);
    }

    @Property(tries = 200)
    void shouldDrawAnyTextAsText(@ForAll @StringLength(min = 1, max = 30) String text) throws Exception {
        List<Word> words = List.of(new Word("0".repeat(32), "<script>alert(1)</script>" + text, EntityKind.MISC, 5));

        byte[] svg = CloudSvg.of(CloudLayout.of(words, 800, 400), text, 800, 400, CloudTheme.DARK, true);

        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(svg));
        NodeList all = document.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            assertThat(all.item(i).getNodeName()).isIn("svg", "title", "a", "text");
        }
        assertThat(new String(svg, UTF_8)).doesNotContain("style=");
    }

    @Example
    void shouldDrawAPngOfAnyScript() throws Exception {
        List<Word> words = words(List.of("Ada Lovelace", "محمد", "東京", "👩‍🚀", "a/b", "\u200B", "\uFFFF"));

        byte[] png = CloudPng.of(CloudLayout.of(words, 400, 300), 400, 300, CloudTheme.LIGHT);

        assertThat(png).startsWith(0x89, 'P', 'N', 'G');
        assertThat(ImageIO.read(new ByteArrayInputStream(png)).getWidth()).isEqualTo(400);
    }

    private static List<Word> words(List<String> texts) {
        List<Word> words = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            words.add(new Word(
                    String.format("%032x", i),
                    texts.get(i),
                    i % 2 == 0 ? EntityKind.PERSON : EntityKind.MISC,
                    1_000 / (i + 1) + 1));
        }
        return words;
    }
}
