package dev.pointsman.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The AsyncAPI document hangs together. No jar that resolves carries AsyncAPI's own schema; {@code
 * npx @asyncapi/cli validate} checks the document against it.
 */
class AsyncApiTest {
    private final JsonNode document = Schemas.document(Schemas.ASYNC_API);

    @Test
    void everyReferenceLeadsSomewhere() {
        var references = references(document).toList();

        assertThat(references).hasSizeGreaterThan(20);
        assertThat(references).allSatisfy(this::leadsSomewhere);
    }

    @Test
    void everySchemaButThatOfTheTenantsFileIsReferredTo() {
        var files = references(document).filter(reference -> !reference.startsWith("#"));

        assertThat(files.collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(
                        Schemas.JOB,
                        Schemas.CANCEL,
                        Schemas.RESULT,
                        Schemas.DEAD_LETTER,
                        Schemas.RETRY,
                        Schemas.PUBLISHED_EVENT,
                        Schemas.REPORT,
                        Schemas.GUEST_LOG,
                        Schemas.EFFECTS,
                        Schemas.PROBLEM);
    }

    @Test
    void everyMessageIsCarriedByAChannel() {
        var carried = references(document.at("/channels"));

        var messages = document.at("/components/messages").propertyNames();

        assertThat(carried.filter(reference -> reference.startsWith("#/components/messages/")))
                .containsExactlyInAnyOrderElementsOf(
                        messages.stream().map(name -> "#/components/messages/" + name).toList());
    }

    @Test
    void everyChannelHasOneOperationOnAllItsMessages() {
        var used = references(document.at("/operations")).toList();

        var expected = new ArrayList<String>();
        for (var channel : document.at("/channels").properties()) {
            var pointer = "#/channels/" + channel.getKey();
            expected.add(pointer);
            channel.getValue()
                    .get("messages")
                    .propertyNames()
                    .forEach(name -> expected.add(pointer + "/messages/" + name));
        }

        assertThat(used).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void theWorkerReceivesJobsAndSendsTheRest() {
        var received =
                document.at("/operations")
                        .valueStream()
                        .filter(operation -> operation.at("/action").asString().equals("receive"))
                        .map(operation -> operation.at("/channel/$ref").asString());

        assertThat(received).containsExactly("#/channels/jobs");
    }

    @Test
    void aTopicIsNamedByItsAddress() {
        var channels = document.at("/channels").valueStream();

        assertThat(channels.filter(channel -> channel.has("bindings")))
                .hasSize(7)
                .allSatisfy(channel ->
                        assertThat(channel.at("/bindings/kafka/topic"))
                                .isEqualTo(channel.get("address")));
    }

    @Test
    void theCorrelationIdIsAHeaderOfEveryMessageThatHasOne() {
        var location = document.at("/components/correlationIds/job/location").asString();
        var header = location.substring("$message.header#/".length());

        var messages =
                document.at("/components/messages")
                        .valueStream()
                        .filter(message -> message.has("correlationId"))
                        .map(message -> message.at("/headers/schema/$ref").asString())
                        .collect(Collectors.toSet());

        assertThat(messages)
                .isEqualTo(Set.of(Schemas.RESULT, Schemas.PUBLISHED_EVENT, Schemas.REPORT));
        assertThat(messages)
                .allSatisfy(schema ->
                        assertThat(Schemas.texts(Schemas.document(schema).get("required")))
                                .contains(header));
    }

    private void leadsSomewhere(String reference) {
        var parts = List.of(reference.split("#", -1));
        var target = parts.getFirst().isEmpty() ? document : Schemas.document(parts.getFirst());
        var pointer = parts.size() == 1 ? "" : parts.getLast();
        assertThat(target.at(pointer).isMissingNode()).as(reference).isFalse();
    }

    private static Stream<String> references(JsonNode node) {
        return node.findValues("$ref").stream().map(JsonNode::asString);
    }
}
