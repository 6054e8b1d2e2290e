package dev.mentions.dashboard.events;

import dev.mentions.contract.Generation;
import dev.mentions.dashboard.feed.Catalogue;
import dev.mentions.dashboard.feed.FeedListener;
import dev.mentions.dashboard.feed.Publication;
import java.util.Collection;

/** Tells viewers what the feed hears. */
public final class Announcer implements FeedListener {

    private final Viewers viewers;

    public Announcer(Viewers viewers) {
        this.viewers = viewers;
    }

    @Override
    public void changed(Catalogue now, Collection<Publication> changed) {
        viewers.tell(CountsEvent.NAME, CountsEvent.of(now, changed));
    }

    @Override
    public void promoted(Generation generation) {
        viewers.tell(GenerationEvent.NAME, new GenerationEvent(generation.number()));
    }
}
