package dev.mentions.streams.count;

import dev.mentions.contract.Mention;
import dev.mentions.streams.count.Windows.Window;

/** A mention with the way it goes: through the windowed table, or round it. */
public sealed interface PlacedMention {

    Mention mention();

    Window window();

    /** In a window that is still open. */
    record OnTime(Mention mention, Window window) implements PlacedMention {}

    /** In a window that is closed, or before 1970, where the table has no windows. */
    record Late(Mention mention, Window window) implements PlacedMention {}
}
