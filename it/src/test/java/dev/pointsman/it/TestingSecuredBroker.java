package dev.pointsman.it;

import static org.awaitility.Awaitility.await;

import dev.pointsman.it.chaos.network.FreePort;
import dev.pointsman.local.broker.BrokerSettings;
import dev.pointsman.local.broker.EmbeddedBroker;
import dev.pointsman.local.broker.RelayedListener;
import dev.pointsman.worker.Main;
import dev.pointsman.worker.Worker;
import dev.pointsman.worker.config.ConfigLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * A broker with an authorizer and two doors: one with TLS and SCRAM for workers, and a plain one
 * for the test itself, which may do everything.
 */
final class TestingSecuredBroker implements AutoCloseable {
    static final String PASSWORD = "a password";

    private static final Path ACLS = Path.of("../deploy/acls.txt");
    private static final Path PUBLISHERS_ACLS = Path.of("../deploy/acls-publisher.txt");
    private static final Path OPERATORS_ACLS = Path.of("../deploy/acls-operator.txt");
    private static final String USER = "worker-user";
    private static final String PUBLISHER = "acme";
    private static final String OPERATOR = "operator";
    private static final String STORE_PASSWORD = "changeit";
    private static final String SCRAM = "org.apache.kafka.common.security.scram.ScramLoginModule";
    private static final int ITERATIONS = 4096;

    private final EmbeddedBroker broker;
    private final int port;
    private final Path trustStore;
    private final Admin admin;

    private TestingSecuredBroker(EmbeddedBroker broker, int port, Path trustStore) {
        this.broker = broker;
        this.port = port;
        this.trustStore = trustStore;
        this.admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    static TestingSecuredBroker start(Path keys) throws Exception {
        var port = FreePort.any();
        var keyStore = keyStore(keys);
        var settings =
                BrokerSettings.temporary()
                        .relayedBy(new RelayedListener(port, port))
                        .with(
                                Map.of(
                                        "listener.security.protocol.map",
                                        "CLIENT:PLAINTEXT,RELAYED:SASL_SSL,CONTROLLER:PLAINTEXT",
                                        "sasl.enabled.mechanisms",
                                        "SCRAM-SHA-512",
                                        "listener.name.relayed.scram-sha-512.sasl.jaas.config",
                                        SCRAM + " required;",
                                        "ssl.keystore.location",
                                        keyStore.toString(),
                                        "ssl.keystore.password",
                                        STORE_PASSWORD,
                                        "authorizer.class.name",
                                        "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                                        "super.users",
                                        "User:ANONYMOUS"));
        var secured = new TestingSecuredBroker(EmbeddedBroker.start(settings), port, keyStore);
        secured.makeUser(USER);
        secured.makeUser(PUBLISHER);
        secured.makeUser(OPERATOR);
        return secured;
    }

    /** For the test. */
    String plain() {
        return broker.bootstrapServers();
    }

    /** For workers. */
    String secured() {
        return "127.0.0.1:" + port;
    }

    /** A file as an operator writes it. */
    Path security(Path folder, String password) throws IOException {
        return security(folder, USER, password);
    }

    /** The topics of a world, as its workers may not make them. */
    void makeTopics(TestingWorld world) {
        world.makeJobsTopic(1);
        Stream.of("results", "dead-letters", "guest-logs", "effects", "state", "retries")
                .forEach(world::makeTopic);
    }

    /** A worker of that world, with the right password. */
    Worker startWorker(TestingWorld world, Path folder, Map<String, String> more) throws Exception {
        return startWorkerWith(security(folder, PASSWORD), world, more);
    }

    /** The same, with what a file says as an operator writes it. */
    Worker startWorkerWith(Path security, TestingWorld world, Map<String, String> more)
            throws Exception {
        var settings = new HashMap<>(more);
        settings.put("pointsman.kafka.bootstrap.servers", secured());
        settings.put("pointsman.kafka.security-file", security.toString());
        settings.put("pointsman.kafka.group", world.prefix() + "pointsman");
        settings.put("pointsman.topics.prefix", world.prefix());
        settings.put("pointsman.topics.create", "false");
        settings.put("pointsman.modules.dir", world.modules().toString());
        settings.put("pointsman.tenants.file", world.tenants().toString());
        return Main.start(ConfigLoader.load(Optional.empty(), Map.of(), settings));
    }

    /** What who looks after jobs connects with. */
    Path operatorsSecurity(Path folder, String password) throws IOException {
        return security(folder, OPERATOR, password);
    }

    /** What acme's publisher connects with. */
    Map<String, Object> publishersSecurity(Path folder) throws IOException {
        var all = new Properties();
        try (var in = Files.newInputStream(security(folder, PUBLISHER, PASSWORD))) {
            all.load(in);
        }
        return all.stringPropertyNames().stream()
                .collect(Collectors.toMap(Function.identity(), all::getProperty));
    }

    private Path security(Path folder, String user, String password) throws IOException {
        return Files.writeString(
                folder.resolve("security.properties"),
                """
                security.protocol=SASL_SSL
                sasl.mechanism=SCRAM-SHA-512
                sasl.jaas.config=%s required username="%s" password="%s";
                ssl.truststore.location=%s
                ssl.truststore.password=%s
                """
                        .formatted(SCRAM, user, password, trustStore, STORE_PASSWORD));
    }

    /** The rights of {@code deploy/acls.txt}, for names with this prefix. */
    List<AclBinding> rights(String prefix) throws IOException {
        return rights(ACLS, USER, prefix);
    }

    /** Those of {@code deploy/acls-publisher.txt}, of acme's publisher. */
    List<AclBinding> publishersRights(String prefix) throws IOException {
        return rights(PUBLISHERS_ACLS, PUBLISHER, prefix);
    }

    /** Those of {@code deploy/acls-operator.txt}. */
    List<AclBinding> operatorsRights(String prefix) throws IOException {
        return rights(OPERATORS_ACLS, OPERATOR, prefix);
    }

    /** Which commands cannot do without each of these, by that file's last column. */
    Map<AclBinding, Set<String>> operatorsCommands(String prefix) throws IOException {
        return lines(OPERATORS_ACLS).stream()
                .map(line -> line.split("\\s+", 5))
                .collect(
                        Collectors.toMap(
                                words -> right(words, OPERATOR, prefix),
                                words -> Set.of(words[4].split(", "))));
    }

    private static List<AclBinding> rights(Path file, String user, String prefix)
            throws IOException {
        return lines(file).stream().map(line -> right(line.split("\\s+"), user, prefix)).toList();
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .toList();
    }

    private static AclBinding right(String[] words, String user, String prefix) {
        var type = ResourceType.fromString(words[0].replace('-', '_').toUpperCase(Locale.ROOT));
        var pattern = PatternType.fromString(words[2].toUpperCase(Locale.ROOT));
        var operation = AclOperation.fromString(words[3].toUpperCase(Locale.ROOT));
        return new AclBinding(
                new ResourcePattern(type, prefix + words[1], pattern),
                new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW));
    }

    /** Returns when the broker goes by it. */
    List<AclBinding> allow(List<AclBinding> rights) throws Exception {
        admin.createAcls(rights).all().get(30, TimeUnit.SECONDS);
        await().until(() -> inForce().containsAll(rights));
        return rights;
    }

    /** Returns when the broker goes by it. */
    void forbid(List<AclBinding> rights) throws Exception {
        var filters = rights.stream().map(AclBinding::toFilter).toList();
        admin.deleteAcls(filters).all().get(30, TimeUnit.SECONDS);
        await().until(() -> Collections.disjoint(inForce(), rights));
    }

    /** A change is the controller's first; this is what the broker knows of. */
    private Collection<AclBinding> inForce() throws Exception {
        return admin.describeAcls(AclBindingFilter.ANY).values().get(30, TimeUnit.SECONDS);
    }

    private void makeUser(String user) throws Exception {
        var credential = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS);
        admin.alterUserScramCredentials(
                        List.of(new UserScramCredentialUpsertion(user, credential, PASSWORD)))
                .all()
                .get(30, TimeUnit.SECONDS);
    }

    /** One that vouches for itself: the worker trusts it because it is in the store it is given. */
    private static Path keyStore(Path folder) throws Exception {
        var store = folder.resolve("broker.p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var process =
                new ProcessBuilder(
                                keytool,
                                "-genkeypair",
                                "-alias",
                                "broker",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=broker",
                                "-ext",
                                "san=ip:127.0.0.1",
                                "-validity",
                                "30",
                                "-storetype",
                                "PKCS12",
                                "-storepass",
                                STORE_PASSWORD,
                                "-keystore",
                                store.toString())
                        .inheritIO()
                        .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("keytool made no key");
        }
        return store;
    }

    @Override
    public void close() {
        admin.close();
        broker.close();
    }
}
