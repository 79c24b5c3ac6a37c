package dev.pointsman.it.bench.suite;

import dev.pointsman.it.bench.measure.Contender;
import dev.pointsman.it.bench.measure.Contender.Answers;
import dev.pointsman.it.bench.process.Children;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The programs of it/peers, and how each is started. */
enum PeerProgram {
    NODE_TX("node", "v8", "tx"),
    NODE_ALO("node", "v8", "alo"),
    EXTISM_TX("node", "extism", "tx"),
    CHICORY_INTERPRETER("java", "chicory-interpreter", ""),
    CHICORY_COMPILED("java", "chicory-compiled", ""),
    WASMTIME("java", "wasmtime", ""),
    PARALLEL_CONSUMER("java", "parallel-consumer", ""),
    PARALLEL_CONSUMER_TUNED("java", "parallel-consumer-tuned", "");

    private static final String AT_LEAST_ONCE = "alo";

    private final String language;
    private final String engine;
    private final String delivery;

    PeerProgram(String language, String engine, String delivery) {
        this.language = language;
        this.engine = engine;
        this.delivery = delivery;
    }

    /** As it stands in tables, and in the names of ratios. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Why it cannot be run, if it cannot. */
    Optional<String> missing(Path peers) {
        var needed = peers.resolve(language.equals("node") ? "node/node_modules" : jar());
        return Files.exists(needed)
                ? Optional.empty()
                : Optional.of("could not be installed, see above: there is no " + needed);
    }

    Contender contender(Path peers, Path typical, Children children) {
        var answers = delivery.equals(AT_LEAST_ONCE) ? Answers.AT_LEAST_ONE : Answers.EXACTLY_ONE;
        var module = engine.equals("extism") ? peers.resolve("extism/typical.wasm") : typical;
        return new Contender.Peer(toString(), command(peers, children), module, answers);
    }

    private List<String> command(Path peers, Children children) {
        if (language.equals("node")) {
            var program = peers.resolve("node/peer.mjs").toString();
            return List.of("node", program, engine, delivery);
        }
        var kafka = name().startsWith("PARALLEL") ? "kafka-parallel-consumer" : "kafka-others";
        var target = peers.resolve("java/target");
        var classPath =
                String.join(
                        File.pathSeparator,
                        peers.resolve(jar()).toString(),
                        target.resolve("lib") + "/*",
                        target.resolve(kafka) + "/*");
        return children.java(toString(), classPath, "dev.pointsman.peers.Peer", List.of(engine));
    }

    private static String jar() {
        return "java/target/pointsman-peers.jar";
    }
}
