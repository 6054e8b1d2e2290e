package dev.mentions.streams.runtime;

import dev.mentions.contract.Generation;
import dev.mentions.contract.LostRecords;
import java.util.List;
import java.util.stream.Collectors;

/** An application has stopped because records that it counts on are gone. The message says which, and what to do. */
public final class LostRecordsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<LostRecords> lost;

    LostRecordsException(String applicationId, Generation generation, List<LostRecords> lost) {
        super(applicationId + " has stopped: "
                + lost.stream().map(LostRecords::describe).collect(Collectors.joining("; "))
                + ". Counts are exact only if every record is read. Restore the topic, or run 'mentions losses accept"
                + " --generation "
                + generation.number()
                + "' to go on without these records and keep a record of the loss; then restart. See"
                + " docs/OPERATIONS.md#recordslost");
        this.lost = List.copyOf(lost);
    }

    /** Returns what is gone. */
    public List<LostRecords> lost() {
        return lost;
    }
}
