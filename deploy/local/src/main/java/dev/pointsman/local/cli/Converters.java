package dev.pointsman.local.cli;

import dev.pointsman.contracts.ErrorType;
import dev.pointsman.contracts.JobId;
import dev.pointsman.contracts.ModuleName;
import dev.pointsman.contracts.ModuleRef;
import dev.pointsman.contracts.TenantId;
import dev.pointsman.contracts.Wording;
import dev.pointsman.worker.kafka.ClientSecurity;
import dev.pointsman.worker.kafka.KafkaSettings;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * From arguments to the types of the contracts; a bad argument is wrong usage, said in their words.
 */
final class Converters {
    private Converters() {}

    private static <T> T convert(String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    static final class Tenant implements ITypeConverter<TenantId> {
        @Override
        public TenantId convert(String text) {
            return Converters.convert(text, TenantId::new);
        }
    }

    static final class Id implements ITypeConverter<JobId> {
        @Override
        public JobId convert(String text) {
            return Converters.convert(text, JobId::new);
        }
    }

    static final class Time implements ITypeConverter<Duration> {
        /** Nobody waits longer at a terminal. */
        private static final Duration LONGEST = Duration.ofDays(1);

        @Override
        public Duration convert(String text) {
            return parse(text)
                    .filter(time -> time.isPositive() && time.compareTo(LONGEST) <= 0)
                    .orElseThrow(() ->
                            new TypeConversionException(
                                    Wording.quote(text)
                                            + " (expected: a duration such as PT30S or PT5M, at most "
                                            + LONGEST
                                            + ")"));
        }

        private static Optional<Duration> parse(String text) {
            try {
                return Optional.of(Duration.parse(text));
            } catch (DateTimeException _) {
                return Optional.empty();
            }
        }
    }

    static final class Moment implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            try {
                return Instant.parse(text);
            } catch (DateTimeException _) {
                throw new TypeConversionException(
                        Wording.quote(text) + " (expected: a moment such as 2026-11-25T13:00:00Z)");
            }
        }
    }

    /** A newer worker may have written one that is not known here. */
    static final class Reason implements ITypeConverter<ErrorType> {
        @Override
        public ErrorType convert(String text) {
            return Converters.convert(text, ErrorType::new);
        }
    }

    static final class Security implements ITypeConverter<ClientSecurity> {
        @Override
        public ClientSecurity convert(String text) {
            return text.isEmpty()
                    ? ClientSecurity.NONE
                    : Converters.convert(text, file -> ClientSecurity.read(Path.of(file)));
        }
    }

    static final class Topic implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            return Converters.convert(text, name -> topic("topic", name));
        }
    }

    static final class Prefix implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            return text.isEmpty()
                    ? text
                    : Converters.convert(text, name -> topic("topics.prefix", name));
        }
    }

    private static String topic(String name, String text) {
        KafkaSettings.Topics.requireForm(name, text);
        return text;
    }

    static final class Topics implements ITypeConverter<RenamedTopics> {
        @Override
        public RenamedTopics convert(String text) {
            return Converters.convert(text, RenamedTopics::parse);
        }
    }

    static final class Name implements ITypeConverter<ModuleName> {
        @Override
        public ModuleName convert(String text) {
            return Converters.convert(text, ModuleName::new);
        }
    }

    static final class Module implements ITypeConverter<ModuleRef> {
        @Override
        public ModuleRef convert(String text) {
            return Converters.convert(text, ModuleRef::parse);
        }
    }
}
