package dev.mentions.embedded.firestore;

import com.google.protobuf.Message;
import io.grpc.Status;
import java.util.List;
import java.util.stream.Stream;

/**
 * A kind of request, as a row of the table in {@code docs/FIRESTORE_SERVER.md}.
 *
 * @param words what the row says
 * @param answer what the server answers
 * @param requests one for each way to ask this
 */
record QueryShape(String words, Status.Code answer, List<Message> requests) {

    static QueryShape answered(String words, Message... requests) {
        return new QueryShape(words, Status.Code.OK, List.of(requests));
    }

    /** Firestore refuses it whatever the database holds, or does not document it. */
    static QueryShape refused(String words, Message... requests) {
        return new QueryShape(words, Status.Code.INVALID_ARGUMENT, List.of(requests));
    }

    /** An index is missing. */
    static QueryShape unindexed(String words, Message... requests) {
        return new QueryShape(words, Status.Code.FAILED_PRECONDITION, List.of(requests));
    }

    /** Firestore answers it and this server cannot. */
    static QueryShape unimplemented(String words, Message... requests) {
        return new QueryShape(words, Status.Code.UNIMPLEMENTED, List.of(requests));
    }

    static Stream<QueryShape> all() {
        return Stream.of(CollectionShapes.all(), FilterShapes.all(), OrderShapes.all(), CallShapes.all())
                .flatMap(shapes -> shapes);
    }

    /** Returns the row of the table. */
    String row() {
        return "| " + words + " | " + answer + " |";
    }

    @Override
    public String toString() {
        return row();
    }
}
