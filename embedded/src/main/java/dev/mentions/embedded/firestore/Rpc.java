package dev.mentions.embedded.firestore;

/** The calls this server answers: all that the Java client makes, but for pipelines. */
public enum Rpc {
    BATCH_GET_DOCUMENTS("BatchGetDocuments"),
    BATCH_WRITE("BatchWrite"),
    BEGIN_TRANSACTION("BeginTransaction"),
    COMMIT("Commit"),
    LIST_COLLECTION_IDS("ListCollectionIds"),
    LIST_DOCUMENTS("ListDocuments"),
    LISTEN("Listen"),
    PARTITION_QUERY("PartitionQuery"),
    ROLLBACK("Rollback"),
    RUN_AGGREGATION_QUERY("RunAggregationQuery"),
    RUN_QUERY("RunQuery");

    private final String method;

    Rpc(String method) {
        this.method = method;
    }

    /** Returns the name on the wire, without the service. */
    String method() {
        return method;
    }
}
