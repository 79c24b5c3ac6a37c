package dev.pointsman.worker.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The schema that is shipped and the reader that counts think the same of a tenants file. */
class SchemaAgreesTest {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final SchemaLocation SCHEMA =
            SchemaLocation.of("classpath:dev/pointsman/contracts/tenants.schema.json");

    @TempDir private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{ modules: [a, 'b-*'], capabilities: [log/v1/*] }",
                "{ module: [a] }",
                "{ modules: a }",
                "{ modules: [''] }",
                "{ modules: [Order] }",
                "{ modules: ['order.price'] }",
                "{ modules: ['*', 'a-*-b', '7'] }",
                "{ for-modules: { 'A b': {} } }",
                "{ for-modules: { 'a*': {} } }",
                "{ modules: [5] }",
                "{ publish: { topics: [a] } }",
                "{ publish: { topic: [a] } }",
                "{ publish: [a] }",
                "{ limits: { fuel: 1 } }",
                "{ limits: { fuel: 0 } }",
                "{ limits: { max-pages: -1 } }",
                "{ limits: { maxPages: 1 } }",
                "{ limits: { max-pages: 16384 } }",
                "{ limits: { max-pages: 16385 } }",
                "{ limits: { max-dirty-pages: 16384 } }",
                "{ limits: { max-dirty-pages: 65536 } }",
                "{ limits: { timeout: } }",
                "{ limits: { timeout: PT5S } }",
                "{ limits: { timeout: 5s } }",
                "{ limits: { timeout: PT0.5S } }",
                "{ limits: { timeout: PT0.000000001S } }",
                "{ limits: { timeout: PT1M30S } }",
                "{ limits: { timeout: PT4M } }",
                "{ limits: { timeout: PT240S } }",
                "{ limits: { timeout: PT239.9S } }",
                "{ limits: { timeout: PT3M59.999999999S } }",
                "{ limits: { timeout: PT4M0.1S } }",
                "{ limits: { timeout: PT240.1S } }",
                "{ limits: { timeout: PT5M } }",
                "{ limits: { timeout: PT241S } }",
                "{ limits: { timeout: PT1000S } }",
                "{ limits: { timeout: PT1H } }",
                "{ limits: { timeout: P1D } }",
                "{ limits: { timeout: PT0S } }",
                "{ limits: { timeout: PT0M0S } }",
                "{ limits: { timeout: PT0.0S } }",
                "{ limits: { timeout: PT } }",
                "{ limits: { timeout: PT-5S } }",
                "{ duplicates: PT10M }",
                "{ duplicates: }",
                "{ duplicates: 10m }",
                "{ duplicates: 10 }",
                "{ config: { a: b } }",
                "{ config: { a: 1 } }",
                "{ config: { a: } }",
                "{ env: { A: b } }",
                "{ env: { a_1: b, _: c } }",
                "{ env: { 'A=B': c } }",
                "{ env: { '': c } }",
                "{ env: { 1A: c } }",
                "{ env: { JOB_TENANT: globex } }",
                "{ env: { TRACEPARENT: a } }",
                "{ env: { TRACEPARENTS: a, MY_JOB_ID: b } }",
                "{ env: }",
                "{ for-modules: { 'a-*': { env: { JOB_ID: a } } } }",
                "{ http: { allow: ['https://a.example'] } }",
                "{ http: { allow: ['https://a.example:8443', 'http://[fd00::1]:80'] } }",
                "{ http: { allow: [a.example] } }",
                "{ http: { allow: ['ftp://a.example'] } }",
                "{ http: { allow: ['https://*.example'] } }",
                "{ http: { allow: ['https://a.example/'] } }",
                "{ http: { networks: [10.0.0.0/8, 'fd00::/8', 10.0.0.1] } }",
                "{ http: { networks: [private] } }",
                "{ http: { max-request-bytes: 1, max-response-bytes: 67108864 } }",
                "{ http: { max-response-bytes: 67108865 } }",
                "{ http: { max-request-bytes: 0 } }",
                "{ http: { allow: ['https://a.example'], credentials: [{ origin: 'https://a.example', env: PATH }] } }",
                "{ http: { allow: ['https://a.example'], credentials: [{ origin: 'https://a.example', header: 'x y', env: PATH }] } }",
                "{ http: { credentials: [{ env: PATH }] } }",
                "{ http: { credentials: [null] } }",
                "{ http: { proxy: a } }",
                "{ secrets: { a: { env: PATH } } }",
                "{ secrets: { a: { env: PATH, file: a } } }",
                "{ secrets: { a: {} } }",
                "{ secrets: { a: } }",
                "{ secrets: { a: b } }",
                "{ metrics: [a_b] }",
                "{ metrics: [A] }",
                "{ metrics: ['a-*'] }",
                "{ audit: all }",
                "{ audit: }",
                "{ audit: ALL }",
                "{ for-modules: { 'a-*': { capabilities: [b], audit: refused } } }",
                "{ record: failures }",
                "{ record: all }",
                "{ record: }",
                "{ for-modules: { 'a-*': { record: failures } } }",
                "{ for-modules: { 'a-*': } }",
                "{ for-modules: { 'a-*': { modules: [b] } } }",
                "{ for-modules: { '': {} } }",
                "{ for-modules: [a] }",
                "{ retries: { attempts: 3, back-off: { first: PT0.5S, factor: 2, most: PT1M }, within: PT10M } }",
                "{ retries: { attempts: 0 } }",
                "{ retries: { attempts: 101 } }",
                "{ retries: { back-off: { factor: 0.5 } } }",
                "{ retries: { back-off: { factor: 1.5 } } }",
                "{ retries: { back-off: { first: 5s } } }",
                "{ retries: { order: free, also: [guest-exit, deadline-exceeded] } }",
                "{ retries: { order: strict } }",
                "{ retries: { order: } }",
                "{ retries: { order: reverse } }",
                "{ for-modules: { 'a-*': { retries: { order: strict } } } }",
                "{ retries: { also: [bad-luck] } }",
                "{ retries: { also: [module-not-found, publish-refused, worker-fault] } }",
                "{ retries: { also: [job-malformed] } }",
                "{ retries: { also: [tenant-unknown] } }",
                "{ retries: { also: [expired] } }",
                "{ retries: { also: [withdrawn] } }",
                "{ retries: { also: [duplicate] } }",
                "{ retries: { tries: 3 } }",
                "{ for-modules: { 'a-*': { retries: { attempts: 1 } } } }",
            })
    void bothTakeAPolicyOrNeither(String policy) throws IOException {
        var yaml = "tenants: { acme: " + policy + " }";

        assertThat(isRead(yaml)).as(policy).isEqualTo(isValid(yaml));
    }

    @Test
    void theDemosFileIsGoodByBoth() throws IOException {
        var yaml = Files.readString(Path.of("../deploy/local/demo/tenants.yaml"));

        assertThat(isRead(yaml)).isTrue();
        assertThat(isValid(yaml)).isTrue();
    }

    private static boolean isValid(String yaml) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SCHEMA)
                .validate(YAML.readTree(yaml))
                .isEmpty();
    }

    private boolean isRead(String yaml) throws IOException {
        var file = Files.writeString(directory.resolve("tenants.yaml"), yaml);
        try {
            TenantsFile.read(file, TestingTenants.DEFAULTS, SecretSources.ofProcess());
            return true;
        } catch (TenantsFileException _) {
            return false;
        }
    }
}
