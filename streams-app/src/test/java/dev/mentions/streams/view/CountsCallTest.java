package dev.mentions.streams.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mentions.contract.EntityKind;
import dev.mentions.service.CallRefusedException;
import dev.mentions.service.ManagementCall;
import dev.mentions.streams.count.Windows;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CountsCallTest {

    private static final Instant DAY = Instant.parse("2016-03-01T00:00:00Z");

    private final CountsCall call = new CountsCall(Windows.DAILY, Optional::empty);

    @Test
    void shouldTakeEachParameterInTheFormsThatPeopleWrite() throws Exception {
        assertThat(call.query(Map.of("publication", " The TIMES ")))
                .isEqualTo(new CountsQuery("the times", Optional.empty(), Optional.empty(), 20));
        assertThat(call.query(Map.of("publication", "p", "window", "2016-03-01", "kind", "person", "limit", "1000")))
                .isEqualTo(new CountsQuery("p", Optional.of(DAY), Optional.of(EntityKind.PERSON), 1_000));
        assertThat(call.query(Map.of("publication", "p", "window", "2016-03-01T23:59:59.999Z")))
                .isEqualTo(new CountsQuery("p", Optional.of(DAY), Optional.empty(), 20));
        assertThat(call.query(Map.of("publication", "p", "window", "1914-07-28"))
                        .windowStart())
                .contains(Instant.parse("1914-07-28T00:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "publication, ' ', publication=The+Times",
        "limit, 0, from 1 to 1000",
        "limit, 1001, from 1 to 1000",
        "limit, many, from 1 to 1000",
        "limit, '', from 1 to 1000",
        "kind, people, 'article, person, organization, location, misc'",
        "window, yesterday, 2016-03-01T08:00:00Z",
        "window, 2016-02-30, 2016-03-01T08:00:00Z",
        "window, '', 2016-03-01T08:00:00Z",
        "window, +1000000000-12-31T00:00:00Z, 2016-03-01T08:00:00Z",
        "from, 1, 'publication, window, kind and limit'",
    })
    void shouldSayWhatWouldBeRight(String name, String value, String right) {
        CallRefusedException refused = catchThrowableOfType(
                CallRefusedException.class,
                () -> call.query(
                        name.equals("publication") ? Map.of(name, value) : Map.of("publication", "p", name, value)));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused).hasMessageContaining(right);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, CountsQuery.MOST_ENTRIES})
    void shouldTakeTheLeastAndTheLargestLimit(int limit) throws Exception {
        assertThat(call.query(Map.of("publication", "p", "limit", Integer.toString(limit)))
                        .limit())
                .isEqualTo(limit);
    }

    @Test
    @ResourceLock(Resources.TIME_ZONE)
    void shouldTakeADayInUtcWhereverItRuns() throws Exception {
        TimeZone before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
        try {
            assertThat(call.query(Map.of("publication", "p", "window", "2016-03-01"))
                            .windowStart())
                    .contains(DAY);
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void shouldSayThatThereIsNothingToAnswerFrom() {
        CallRefusedException refused = catchThrowableOfType(
                CallRefusedException.class,
                () -> call.call()
                        .handlers()
                        .get("GET")
                        .handle(new ManagementCall.Request(Map.of("publication", "p"), new byte[0])));

        assertThat(refused.status()).isEqualTo(503);
    }
}
