package dev.mentions.service;

import java.util.List;
import java.util.stream.Collectors;

/** Topics are missing, or would lose records. The message has all of them, each with the command that mends it. */
public final class TopicFaultException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean isMissing;

    /**
     * @param faults at least one, none of them a mere risk
     */
    TopicFaultException(List<TopicFinding> faults) {
        super(faults.stream()
                .map(fault -> "\n- " + fault.message())
                .collect(Collectors.joining("", "Kafka's topics are not as Mentions needs them:", "")));
        this.isMissing = faults.stream().allMatch(TopicFinding::isMissing);
    }

    /** Returns whether all there is to mend is that topics are missing, so that waiting may help. */
    public boolean isMissing() {
        return isMissing;
    }
}
