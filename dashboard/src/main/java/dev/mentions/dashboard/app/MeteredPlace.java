package dev.mentions.dashboard.app;

import com.google.cloud.firestore.Firestore;
import dev.mentions.contract.Generation;
import dev.mentions.contract.LostRecords;
import dev.mentions.contract.Topics;
import dev.mentions.dashboard.metrics.DashboardMetrics.Read;
import dev.mentions.dashboard.pipeline.PipelineWatch;
import dev.mentions.dashboard.store.ReadBudget;
import dev.mentions.dashboard.store.ReadMeter;
import dev.mentions.generations.progress.FirestoreFences;
import dev.mentions.generations.progress.FirestoreLosses;
import dev.mentions.generations.progress.PipelineLag;
import dev.mentions.generations.registry.Generations;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** Reads what the pipeline's panel needs of Firestore, and counts it: the fences are a read each, every few seconds. */
final class MeteredPlace implements PipelineWatch.Place {

    private final Firestore firestore;
    private final String sink;
    private final ReadMeter meter;
    private final ReadBudget budget;

    MeteredPlace(Firestore firestore, String sink, ReadMeter meter, ReadBudget budget) {
        this.firestore = firestore;
        this.sink = sink;
        this.meter = meter;
        this.budget = budget;
    }

    @Override
    public Topics topics(Generation generation) throws InterruptedException, ExecutionException {
        Topics topics = new Generations(firestore).topics(generation);
        spend(Read.GENERATION, 1);
        return topics;
    }

    @Override
    public PipelineLag.Fences fences(Generation generation) {
        FirestoreFences fences = new FirestoreFences(firestore, sink, generation);
        return () -> {
            Map<Integer, Long> next = fences.next();
            spend(Read.FENCES, Math.max(1, next.size()));
            return next;
        };
    }

    @Override
    public long lost(Topics topics) throws InterruptedException, ExecutionException {
        List<LostRecords> losses = new FirestoreLosses(firestore)
                .of(topics).values().stream().flatMap(List::stream).toList();
        spend(Read.LOSSES, Math.max(1, losses.size()));
        return losses.stream().mapToLong(LostRecords::offsets).sum();
    }

    private void spend(Read what, long reads) {
        meter.count(what, reads);
        budget.giveBack(-reads);
    }
}
