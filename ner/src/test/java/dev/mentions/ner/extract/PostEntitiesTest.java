package dev.mentions.ner.extract;

import static dev.mentions.ner.extract.EntityType.LOCATION;
import static dev.mentions.ner.extract.EntityType.ORGANIZATION;
import static dev.mentions.ner.extract.EntityType.PERSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PostEntitiesTest {

    private final PostEntities post = new PostEntities(Merging.WITHIN_POST);

    @Test
    void shouldCountASurnameForTheOneFullName() {
        persons("Obama", "Barack Obama", "President Obama", "Obama");

        assertThat(post.entities()).containsExactly(new Entity(PERSON, "barack obama", "Barack Obama", 4));
    }

    @Test
    void shouldTakeSurnamesOfSeveralWords() {
        persons("Leyen", "von der Leyen", "Ursula von der Leyen");

        assertThat(post.entities())
                .containsExactly(new Entity(PERSON, "ursula von der leyen", "Ursula von der Leyen", 3));
    }

    @Test
    void shouldNotChooseBetweenTwoFullNames() {
        persons("Ada Hall", "Hall", "Bob Hall");

        assertThat(post.entities()).extracting(Entity::key).containsExactly("ada hall", "hall", "bob hall");
    }

    @Test
    void shouldNotTakeFirstNamesOrPartsOfWords() {
        persons("Ada Marshall", "Ada", "Hall");

        assertThat(post.entities()).hasSize(3);
    }

    @Test
    void shouldKnowSurnamesBeforeAGeneration() {
        persons("Ada Hall Jr.", "Hall", "General Hall");

        assertThat(post.entities()).containsExactly(new Entity(PERSON, "ada hall jr", "Ada Hall Jr.", 3));
    }

    @Test
    void shouldSettleTheTypeByTheFullNameUnlessItIsAPlace() {
        post.add(LOCATION, "Leyen");
        post.add(LOCATION, "Washington");
        post.add(LOCATION, "India");
        persons("Ursula von der Leyen", "Denzel Washington", "Ada India");

        assertThat(post.entities())
                .containsExactly(
                        new Entity(PERSON, "ursula von der leyen", "Ursula von der Leyen", 2),
                        new Entity(LOCATION, "washington", "Washington", 1),
                        new Entity(LOCATION, "india", "India", 1),
                        new Entity(PERSON, "denzel washington", "Denzel Washington", 1),
                        new Entity(PERSON, "ada india", "Ada India", 1));
    }

    @Test
    void shouldNotTakeForAPersonWhatIsMoreOftenSomethingElse() {
        persons("Ada Ford", "Bob Hall", "Hall", "Abbas ' Fatah", "Ada Ramadan");
        organizations("Ford", "Ford", "Hall", "Hall", "Fatah");
        post.add(EntityType.MISC, "Ramadan");

        assertThat(post.entities())
                .extracting(Entity::displayName, Entity::count)
                .containsExactly(
                        tuple("Ada Ford", 1),
                        tuple("Bob Hall", 4),
                        tuple("Abbas ' Fatah", 1),
                        tuple("Ada Ramadan", 1),
                        tuple("Ford", 2),
                        tuple("Fatah", 1),
                        tuple("Ramadan", 1));
    }

    @Test
    void shouldKnowAnAcronymByItsOnlyReading() {
        organizations(
                "CRB",
                "Central Rain Bank",
                "the Office of Fair Rain",
                "O.F.R.",
                "OOFR",
                "Fine Old Bank",
                "Fair Oak Bar");
        organizations("FOB");

        assertThat(post.entities())
                .extracting(Entity::displayName, Entity::count)
                .containsExactly(
                        tuple("Central Rain Bank", 2),
                        tuple("Office of Fair Rain", 3),
                        tuple("Fine Old Bank", 1),
                        tuple("Fair Oak Bar", 1),
                        tuple("FOB", 1));
    }

    @Test
    void shouldNotReadAnAcronymFromTwoWordsOrOverTheTable() {
        organizations("Rain Bank", "RB", "Fine Bread Inns", "FBI");

        assertThat(post.entities()).hasSize(4);
    }

    @Test
    void shouldLeaveOutALegalForm() {
        organizations("Hall", "Hall & Co.", "Rain, Inc.", "Rain", "Snow Corp.", "Snow Ltd.", "Snow");
        persons("Rain");

        assertThat(post.entities())
                .extracting(Entity::displayName)
                .containsExactly("Hall & Co.", "Rain, Inc.", "Snow Corp.", "Snow Ltd.", "Snow", "Rain");
    }

    @Test
    void shouldMergeNothingWhenTurnedOff() {
        PostEntities apart = new PostEntities(Merging.NONE);
        apart.add(PERSON, "Barack Obama");
        apart.add(PERSON, "Mr. Obama");
        apart.add(PERSON, "Obama");

        assertThat(apart.entities())
                .containsExactly(
                        new Entity(PERSON, "barack obama", "Barack Obama", 1), new Entity(PERSON, "obama", "Obama", 2));
    }

    @Property
    void shouldKeepTheSumOfMentionsAndDecideAlike(@ForAll("mentions") List<Mention> mentions) {
        PostEntities once = new PostEntities(Merging.WITHIN_POST);
        PostEntities again = new PostEntities(Merging.WITHIN_POST);
        PostEntities apart = new PostEntities(Merging.NONE);
        for (Mention mention : mentions) {
            once.add(mention.type, mention.surface);
            again.add(mention.type, mention.surface);
            apart.add(mention.type, mention.surface);
        }
        List<Entity> entities = once.entities();

        assertThat(entities).isEqualTo(again.entities());
        assertThat(sum(entities)).isEqualTo(sum(apart.entities()));
        assertThat(apart.entities())
                .extracting(Entity::key)
                .containsAll(entities.stream().map(Entity::key).toList());
        assertThat(entities).extracting(Entity::type, Entity::key).doesNotHaveDuplicates();
    }

    @Provide
    Arbitrary<List<Mention>> mentions() {
        Arbitrary<String> words =
                Arbitraries.of("Ada", "Bob", "Hall", "von", "Inc.", "Co", "Jr.", "ABH", "&", "the", "Mr.", "US");
        return Combinators.combine(
                        Arbitraries.of(EntityType.class),
                        words.list().ofMinSize(1).ofMaxSize(5).map(list -> String.join(" ", list)))
                .as(Mention::new)
                .list()
                .ofMaxSize(12);
    }

    private record Mention(EntityType type, String surface) {}

    private void persons(String... names) {
        for (String name : names) {
            post.add(PERSON, name);
        }
    }

    private void organizations(String... names) {
        for (String name : names) {
            post.add(ORGANIZATION, name);
        }
    }

    private static int sum(List<Entity> entities) {
        return entities.stream().mapToInt(Entity::count).sum();
    }
}
