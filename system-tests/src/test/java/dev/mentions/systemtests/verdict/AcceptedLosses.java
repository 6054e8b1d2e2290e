package dev.mentions.systemtests.verdict;

import com.google.cloud.firestore.Firestore;
import dev.mentions.contract.LostRecords;
import dev.mentions.contract.LostRecords.Kind;
import dev.mentions.contract.Topics;
import dev.mentions.generations.progress.FirestoreLosses;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Records that the pipeline goes on without, as its operator has accepted.
 *
 * @param ranges of offsets, all of them deleted before they were read
 */
record AcceptedLosses(List<LostRecords> ranges) {

    AcceptedLosses {
        ranges = List.copyOf(ranges);
    }

    /** Reads what Firestore has of them. */
    static AcceptedLosses read(Firestore firestore, Topics topics, Differences differences)
            throws InterruptedException, ExecutionException {
        List<LostRecords> ranges = new FirestoreLosses(firestore)
                .of(topics).values().stream().flatMap(List::stream).toList();
        ranges.stream()
                .filter(each -> each.kind() == Kind.READ)
                .forEach(each -> differences.add("losses: nobody has cut a log, but " + each.describe()));
        return new AcceptedLosses(ranges);
    }

    /** Returns whether a record is lost. */
    boolean have(ConsumerRecord<?, ?> each) {
        return ranges.stream()
                .anyMatch(range -> range.partition().topic().equals(each.topic())
                        && range.partition().partition() == each.partition()
                        && range.first() <= each.offset()
                        && each.offset() <= range.last());
    }
}
