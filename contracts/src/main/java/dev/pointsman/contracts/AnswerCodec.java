package dev.pointsman.contracts;

import dev.pointsman.contracts.RecordedAnswer.Answered;
import dev.pointsman.contracts.RecordedAnswer.Clock;
import dev.pointsman.contracts.RecordedAnswer.Config;
import dev.pointsman.contracts.RecordedAnswer.Ended;
import dev.pointsman.contracts.RecordedAnswer.Field;
import dev.pointsman.contracts.RecordedAnswer.Heard;
import dev.pointsman.contracts.RecordedAnswer.Http;
import dev.pointsman.contracts.RecordedAnswer.Room;
import dev.pointsman.contracts.RecordedAnswer.Secret;
import dev.pointsman.contracts.RecordedAnswer.StateNext;
import dev.pointsman.contracts.RecordedAnswer.StateRoom;
import dev.pointsman.contracts.RecordedAnswer.StateValue;
import dev.pointsman.contracts.RecordedAnswer.Unanswered;

/** One answer of a recording, a number for its kind before it. Stateless. */
final class AnswerCodec {
    private static final int CONFIG = 1;
    private static final int SECRET = 2;
    private static final int STATE_VALUE = 3;
    private static final int STATE_NEXT = 4;
    private static final int STATE_ROOM = 5;
    private static final int CLOCK = 6;
    private static final int HTTP = 7;

    private static final int ANSWERED = 1;
    private static final int UNANSWERED = 2;
    private static final int ENDED = 3;

    private AnswerCodec() {}

    static void write(RecordedAnswer answer, RecordingWriter out) {
        switch (answer) {
            case Config(var key, var value) ->
                    out.number(CONFIG).text(key).optional(value, out::text);
            case Secret(var name, var known) -> out.number(SECRET).text(name).flag(known);
            case StateValue(var name, var value) ->
                    out.number(STATE_VALUE)
                            .bytes(name.toBytes())
                            .optional(value, it -> out.bytes(it.toBytes()));
            case StateNext(var before, var next) ->
                    out.number(STATE_NEXT)
                            .optional(before, it -> out.bytes(it.toBytes()))
                            .optional(next, it -> out.bytes(it.toBytes()));
            case StateRoom(var room) -> out.number(STATE_ROOM).text(room.name());
            case Clock(var millis, var times) -> out.number(CLOCK).number(millis).number(times);
            case Http(var question, var heard) -> {
                out.number(HTTP).text(question);
                write(heard, out);
            }
        }
    }

    static RecordedAnswer read(RecordingReader in) {
        return switch (in.number(HTTP)) {
            case CONFIG -> new Config(in.text(), in.optional(in::text));
            case SECRET -> new Secret(in.text(), in.flag());
            case STATE_VALUE -> new StateValue(name(in), in.optional(() -> payload(in)));
            case STATE_NEXT ->
                    new StateNext(in.optional(() -> name(in)), in.optional(() -> name(in)));
            case STATE_ROOM -> new StateRoom(Room.valueOf(in.text()));
            case CLOCK -> new Clock(in.number(), in.number(Integer.MAX_VALUE));
            case HTTP -> new Http(in.text(), heard(in));
            default -> throw new IllegalArgumentException("another kind of answer");
        };
    }

    private static void write(Heard heard, RecordingWriter out) {
        switch (heard) {
            case Answered(var status, var headers, var body) ->
                    out.number(ANSWERED)
                            .number(status)
                            .list(headers, it -> out.text(it.name()).text(it.value()))
                            .bytes(body.toBytes());
            case Unanswered(var fault) -> out.number(UNANSWERED).text(fault);
            case Ended(var code, var detail) -> out.number(ENDED).text(code.code()).text(detail);
        }
    }

    private static Heard heard(RecordingReader in) {
        return switch (in.number(ENDED)) {
            case ANSWERED ->
                    new Answered(
                            in.number(Integer.MAX_VALUE),
                            in.list(() -> new Field(in.text(), in.text())),
                            payload(in));
            case UNANSWERED -> new Unanswered(in.text());
            case ENDED -> new Ended(RecordingCodec.errorCode(in), in.text());
            default -> throw new IllegalArgumentException("another end of a request");
        };
    }

    private static StateName name(RecordingReader in) {
        return new StateName(in.text());
    }

    private static Payload payload(RecordingReader in) {
        return Payload.takingOver(in.bytes());
    }
}
