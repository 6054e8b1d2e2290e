package dev.mentions.dashboard.http;

import dev.mentions.contract.EntityKind;
import dev.mentions.contract.Generation;
import dev.mentions.dashboard.counts.Counts;
import dev.mentions.dashboard.counts.Dated;
import dev.mentions.dashboard.counts.RangeTop;
import dev.mentions.dashboard.counts.Window;
import dev.mentions.dashboard.counts.Windows;
import dev.mentions.dashboard.feed.Catalogue;
import dev.mentions.dashboard.feed.Publication;
import dev.mentions.dashboard.store.Place;
import dev.mentions.http.Problem;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of a publication is asked for.
 *
 * @param range null for all time
 * @param windows of the range, oldest first; empty for all time, or when there are none in it
 */
record Selection(
        Generation generation, Publication publication, Parameters.@Nullable Range range, Dated<List<Window>> windows) {

    static Publication publication(Catalogue catalogue, String id) {
        return catalogue
                .find(id)
                .orElseThrow(() -> RefusedException.notFound("There is no publication of that id in generation "
                        + catalogue.generation().number() + "; GET /publications lists them"));
    }

    /** Finds it, or refuses what is not there or too long. */
    static Selection of(Counts counts, Catalogue catalogue, Publication publication, Parameters.@Nullable Range range) {
        if (range == null) {
            return new Selection(catalogue.generation(), publication, null, new Dated<>(List.of(), catalogue.asOf()));
        }
        Dated<List<Window>> windows =
                counts.windows().between(catalogue.generation(), publication, range.from(), range.to());
        return new Selection(catalogue.generation(), publication, range, windows).atMost(Windows.RANGE);
    }

    /** Refuses a range that has more windows. */
    Selection atMost(int most) {
        if (windows.value().size() > most) {
            throw new RefusedException(Problem.of(
                    ApiFault.RANGE_TOO_LONG,
                    "The range may have " + most + " windows: take a shorter one, or all time",
                    Parameters.TO));
        }
        return this;
    }

    boolean isAllTime() {
        return range == null;
    }

    /** Returns what it writes about most, the first of all. */
    Dated<RangeTop.Ranked> top(Counts counts, Set<EntityKind> kinds, int wanted) {
        if (isAllTime()) {
            Place place = Place.allTime(generation, publication.row().id());
            var rows = counts.entities().top(place, publication.stamp(), kinds, null, wanted);
            return new Dated<>(new RangeTop.Ranked(rows.value(), true), rows.asOf());
        }
        if (windows.value().isEmpty()) {
            return new Dated<>(new RangeTop.Ranked(List.of(), true), windows.asOf());
        }
        return counts.ranges().top(generation, publication, windows.value(), kinds, wanted);
    }
}
