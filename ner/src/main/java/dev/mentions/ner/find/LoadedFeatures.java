package dev.mentions.ner.find;

import java.util.Map;
import opennlp.tools.ml.model.AbstractModel;
import opennlp.tools.ml.model.Context;
import opennlp.tools.ml.perceptron.PerceptronModel;

/** The features of a model that OpenNLP has in memory. */
record LoadedFeatures(AbstractModel model) implements Features {

    @Override
    public boolean isPerceptron() {
        return model instanceof PerceptronModel;
    }

    @Override
    public String[] outcomes() {
        return (String[]) model.getDataStructures()[2];
    }

    @Override
    @SuppressWarnings("unchecked") // What OpenNLP says stands there.
    public void visit(Visitor visitor) {
        Map<String, Context> features = (Map<String, Context>) model.getDataStructures()[1];
        features.keySet().forEach(visitor::text);
        features.values().forEach(context -> visitor.weights(context.getOutcomes(), context.getParameters()));
    }
}
