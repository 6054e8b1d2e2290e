package dev.mentions.ner.find;

import static dev.mentions.ner.find.FeaturePlan.BROWN_LENGTHS;
import static dev.mentions.ner.find.FeaturePlan.FIRST_BROWN;
import static dev.mentions.ner.find.FeaturePlan.WORD;
import static dev.mentions.ner.find.FeaturePlan.WORD_CLASS;
import static dev.mentions.ner.find.FeaturePlan.prefix;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import opennlp.tools.namefind.TokenNameFinderFactory;
import opennlp.tools.namefind.TokenNameFinderModel;
import opennlp.tools.util.XmlUtil;
import opennlp.tools.util.featuregen.AdaptiveFeatureGenerator;
import opennlp.tools.util.featuregen.GeneratorFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** Reads a model's description of its feature generators. */
final class FeatureDescriptor {

    private static final String ARTIFACT = "generator.featuregen";

    private static final String DEFAULT = "/opennlp/tools/namefind/ner-default-features.xml";

    /** A word is kept with scores for every place in a window, so a wider one would take too much memory. */
    private static final int MAX_WINDOW = 8;

    private static final String PACKAGE = "opennlp.tools.util.featuregen.";

    private static final String SUFFIX = "FeatureGeneratorFactory";

    /** Generators that look at nothing but the token itself. */
    private static final Set<String> OF_ONE_WORD = Set.of(
            "BrownClusterToken",
            "BrownClusterTokenClass",
            "CharacterNgram",
            "Definition",
            "Prefix",
            "Suffix",
            "Token",
            "TokenClass",
            "TokenPattern",
            "WordCluster");

    private final TokenNameFinderModel model;
    private final FeaturePlan plan = new FeaturePlan();
    private boolean known = true;

    private FeatureDescriptor(TokenNameFinderModel model) {
        this.model = model;
    }

    /**
     * Returns the plan; empty when a generator is among them, or a nesting, that a plan cannot say.
     *
     * @throws IOException when the description is not what OpenNLP writes, or names a resource that the model lacks
     */
    static Optional<FeaturePlan> read(TokenNameFinderModel model) throws IOException {
        FeatureDescriptor descriptor = new FeatureDescriptor(model);
        try {
            descriptor.children(descriptor.parse().getDocumentElement(), 0, 0, false);
        } catch (SAXException | TransformerException | NoSuchElementException | NumberFormatException e) {
            throw new IOException("The model's feature description cannot be read: " + e.getMessage(), e);
        }
        return descriptor.known ? Optional.of(descriptor.plan) : Optional.empty();
    }

    private Document parse() throws IOException, SAXException {
        byte[] stored = model.getArtifact(ARTIFACT);
        try (InputStream in = stored == null
                ? TokenNameFinderFactory.class.getResourceAsStream(DEFAULT)
                : new ByteArrayInputStream(stored)) {
            if (in == null) {
                throw new FileNotFoundException(DEFAULT + " is not on the class path");
            }
            return XmlUtil.createDocumentBuilder().parse(in);
        }
    }

    private void children(Element parent, int previous, int next, boolean inWindow)
            throws IOException, TransformerException {
        for (Element child : elements(parent)) {
            if (child.getTagName().equals("generator")) {
                generator(child, previous, next, inWindow);
            }
        }
    }

    private void generator(Element generator, int previous, int next, boolean inWindow)
            throws IOException, TransformerException {
        String name = generator.getAttribute("class");
        String kind = name.startsWith(PACKAGE) && name.endsWith(SUFFIX)
                ? name.substring(PACKAGE.length(), name.length() - SUFFIX.length())
                : "";
        if (OF_ONE_WORD.contains(kind)) {
            plan.wordFeatures.add(new FeaturePlan.WordFeatures(instantiate(generator), previous, next));
            return;
        }
        switch (kind) {
            case "Aggregated", "Cached" -> children(generator, previous, next, inWindow);
            case "Window" -> {
                int before = Math.max(0, number(generator, "prevLength"));
                int after = Math.max(0, number(generator, "nextLength"));
                known &= !inWindow && Math.max(before, after) <= MAX_WINDOW;
                if (known) {
                    children(generator, before, after, true);
                }
            }
            default -> {
                for (int offset = -previous; offset <= next; offset++) {
                    of(kind, generator, offset);
                }
            }
        }
    }

    private void of(String kind, Element generator, int offset) {
        switch (kind) {
            case "BigramName" -> {
                sequences(offset, "pw,w=", "w,nw=", WORD, 2);
                sequences(offset, "pwc,wc=", "wc,nc=", WORD_CLASS, 2);
            }
            case "TrigramName" -> {
                sequences(offset, "ppw,pw,w=", "w,nw,nnw=", WORD, 3);
                sequences(offset, "ppwc,pwc,wc=", "wc,nwc,nnwc=", WORD_CLASS, 3);
            }
            case "BrownClusterBigram" -> {
                int first =
                        FIRST_BROWN + BROWN_LENGTHS * place(plan.brownClusters, model.getArtifact(resource(generator)));
                for (int symbol = first; symbol < first + BROWN_LENGTHS; symbol++) {
                    sequences(offset, "pbrowncluster,browncluster=", "browncluster,nbrowncluster=", symbol, 2);
                }
            }
            case "Sentence" -> {
                if (flag(generator, "begin")) {
                    plan.edges.add(new FeaturePlan.Edge(prefix(offset) + "S=begin", true, offset));
                }
                if (flag(generator, "end")) {
                    plan.edges.add(new FeaturePlan.Edge(prefix(offset) + "S=end", false, offset));
                }
            }
            case "PreviousMap" -> plan.previousOutcomeOffsets.add(offset);
            case "Dictionary" ->
                plan.inDictionaries.add(new FeaturePlan.InDictionary(
                        place(plan.dictionaries, model.getArtifact(resource(generator))), offset));
            default -> known = false;
        }
    }

    /** Adds the sequences that end and start at an offset. */
    private void sequences(int offset, String ending, String starting, int symbol, int length) {
        int first = offset - length + 1;
        plan.sequences.add(new FeaturePlan.Sequence(prefix(offset) + ending, symbol, first, length));
        plan.sequences.add(new FeaturePlan.Sequence(prefix(offset) + starting, symbol, offset, length));
    }

    private static String resource(Element generator) {
        return parameter(generator, "dict").orElseThrow();
    }

    private static <T> int place(List<T> known, T resource) {
        for (int place = 0; place < known.size(); place++) {
            if (known.get(place) == resource) {
                return place;
            }
        }
        known.add(resource);
        return known.size() - 1;
    }

    private static int number(Element generator, String name) {
        return parameter(generator, name).map(Integer::parseInt).orElseThrow();
    }

    private static boolean flag(Element generator, String name) {
        return parameter(generator, name).map(Boolean::parseBoolean).orElse(true);
    }

    private static Optional<String> parameter(Element generator, String name) {
        return elements(generator).stream()
                .filter(child -> child.getAttribute("name").equals(name))
                .map(Node::getTextContent)
                .findFirst();
    }

    /** Makes OpenNLP's own generator, so that what it makes of a word is what OpenNLP makes of it. */
    private AdaptiveFeatureGenerator instantiate(Element generator) throws IOException, TransformerException {
        Document alone = XmlUtil.createDocumentBuilder().newDocument();
        Element root = alone.createElement("featureGenerators");
        alone.appendChild(root).appendChild(alone.importNode(generator, true));
        ByteArrayOutputStream xml = new ByteArrayOutputStream();
        TransformerFactory.newInstance().newTransformer().transform(new DOMSource(alone), new StreamResult(xml));
        return GeneratorFactory.create(new ByteArrayInputStream(xml.toByteArray()), model::getArtifact);
    }

    private static List<Element> elements(Element parent) {
        List<Element> elements = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                elements.add(element);
            }
        }
        return elements;
    }
}
