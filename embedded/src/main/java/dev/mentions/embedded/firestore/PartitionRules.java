package dev.mentions.embedded.firestore;

import com.google.firestore.v1.PartitionQueryRequest;
import com.google.firestore.v1.StructuredQuery;
import com.google.firestore.v1.StructuredQuery.CollectionSelector;
import com.google.firestore.v1.StructuredQuery.Direction;
import com.google.firestore.v1.StructuredQuery.Order;
import dev.mentions.embedded.firestore.store.DocumentName;
import dev.mentions.embedded.firestore.store.Scope;
import dev.mentions.embedded.firestore.value.FieldPath;
import dev.mentions.embedded.firestore.value.Refusal;

/** Firestore's rules on a query that is split: it is for a collection group of a whole database, by name. */
final class PartitionRules {

    private PartitionRules() {}

    /**
     * Returns the collection group.
     *
     * @throws io.grpc.StatusRuntimeException INVALID_ARGUMENT when the request is for something else
     */
    static Scope scope(PartitionQueryRequest request) {
        DocumentName.checkParent(request.getParent());
        if (!DocumentName.isRoot(request.getParent())) {
            throw Refusal.invalid("The parent \"" + request.getParent() + "\" of a partitioned query is a document. "
                    + "It must be projects/{project}/databases/{database}/documents.");
        }
        if (request.getPartitionCount() < 1) {
            throw Refusal.invalid("The partition count is " + request.getPartitionCount() + ", but must be 1 or more.");
        }
        StructuredQuery query = request.getStructuredQuery();
        CollectionSelector from =
                query.getFromCount() == 1 ? query.getFrom(0) : CollectionSelector.getDefaultInstance();
        if (from.getCollectionId().isEmpty() || !from.getAllDescendants()) {
            throw Refusal.invalid("A partitioned query needs one collection selector, with a collection_id and "
                    + "all_descendants. Set both.");
        }
        DocumentName.checkCollectionId(from.getCollectionId());
        if (!isByName(query) || isRestricted(query)) {
            throw Refusal.invalid(
                    "A partitioned query orders by " + FieldPath.DOCUMENT_NAME + " ascending, and has no "
                            + "filter, other order, limit, offset, cursor or nearest neighbours. Apply those to its partitions.");
        }
        return new Scope(request.getParent(), from.getCollectionId(), true);
    }

    private static boolean isByName(StructuredQuery query) {
        if (query.getOrderByCount() != 1) {
            return false;
        }
        Order order = query.getOrderBy(0);
        return FieldPath.parse(order.getField().getFieldPath()).isDocumentName()
                && (order.getDirection() == Direction.ASCENDING
                        || order.getDirection() == Direction.DIRECTION_UNSPECIFIED);
    }

    private static boolean isRestricted(StructuredQuery query) {
        return query.hasWhere()
                || query.hasLimit()
                || query.getOffset() != 0
                || query.hasStartAt()
                || query.hasEndAt()
                || query.hasFindNearest();
    }
}
