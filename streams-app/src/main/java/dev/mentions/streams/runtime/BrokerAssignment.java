package dev.mentions.streams.runtime;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

/**
 * What the broker has to know of an application whose partitions it assigns. Kafka Streams does not tell it: there
 * {@code num.standby.replicas} has no effect (KIP-1071).
 */
public final class BrokerAssignment {

    private static final String STANDBY_REPLICAS = "streams.num.standby.replicas";
    private static final long LIMIT_SECONDS = 30;

    private BrokerAssignment() {}

    /**
     * Has the broker assign standby replicas, as an operator would with {@code kafka-configs --entity-type groups}.
     *
     * @throws ExecutionException when the broker refuses that many, or a client may not alter the group
     */
    public static void setStandbyReplicas(Admin admin, String applicationId, int replicas)
            throws InterruptedException, ExecutionException, TimeoutException {
        ConfigResource group = new ConfigResource(ConfigResource.Type.GROUP, applicationId);
        AlterConfigOp set = new AlterConfigOp(
                new ConfigEntry(STANDBY_REPLICAS, Integer.toString(replicas)), AlterConfigOp.OpType.SET);
        admin.incrementalAlterConfigs(Map.of(group, List.of(set))).all().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
}
