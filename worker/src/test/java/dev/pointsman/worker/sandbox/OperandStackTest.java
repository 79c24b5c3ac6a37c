package dev.pointsman.worker.sandbox;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.dylibso.chicory.compiler.Cache;
import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import dev.pointsman.contracts.Payload;
import dev.pointsman.worker.testing.Guests;
import dev.pointsman.worker.testing.WasmBytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarInputStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is counted of a function's instructions is what the compiler makes of them, or more. */
class OperandStackTest {
    private static final String EACH_TYPE = "#4100 #4200 #4300000000 #440000000000000000";
    private static final int FIRST_ACCESS = 0x28;
    private static final int LAST_ACCESS = 0x3E;
    private static final int FIRST_PLAIN = 0x45;
    private static final int LAST_PLAIN = 0xC4;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nop | 0",
                "i32.const 1 i32.const 2 i32.const 3 #1b drop | 2",
                "i64.const 1 i64.const 2 i32.const 3 #1c017e drop | 2",
                "i32.const 1 if #40 nop end | 2",
                "i32.const 1 if #40 i32.const 1 drop else i32.const 2 drop end | 3",
                "block #40 loop #40 i32.const 1 i32.const 1 br_table 2 0 1 2 end end | 6",
                "block #40 block #40 i32.const 1 br_table 3 0 1 0 1 end end | 4",
                "block #40 i32.const 1 br_if 0 i32.const 1 drop end | 3",
                "block #40 i32.const 1 i32.const 1 br_if 0 drop end | 3",
                "i32.const 1 i32.const 1 br_if 0 drop | 2",
                "loop #40 i32.const 1 drop i32.const 1 br_if 0 end | 4",
                "loop #40 i32.const 1 i32.const 1 br_if 0 drop end | 4",
            })
    void soManyPiecesOfCodeBegin(String code, int pieces) {
        var module = WasmBytes.program(code).bytes();

        assertThat(counted(module)).containsExactly(pieces + 2);
        assertThat(made(module).getFirst()).isBetween(1, pieces + 2);
    }

    /** The engine makes branches of few instructions; an engine of tomorrow may of others. */
    @Test
    void noOtherInstructionMakesPieces() {
        var module = WasmBytes.module().memory(1, 1).table(1).entry(6, "7f 01 41 00 0b");
        plainInstructions().forEach(code -> module.function(">", 1, code));
        var bytes = module.export("_start", 0).bytes();

        assertThat(counted(bytes)).hasSizeGreaterThan(150).containsOnly(2);
        assertThat(made(bytes)).containsOnly(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"order-price", "table-to-json", "weather-alert"})
    void ofARealModuleNoFunctionHasMorePiecesThanAreCounted(String name) {
        var bytes = Guests.example(name);
        var counted = counted(bytes);
        var made = made(bytes);

        assertThat(made).hasSameSizeAs(counted);
        assertThat(IntStream.range(0, made.size()).filter(i -> made.get(i) > counted.get(i)))
                .isEmpty();
    }

    private static Stream<String> plainInstructions() {
        var others =
                Stream.of(
                        "local.get 0 local.set 0",
                        "i32.const 1 local.tee 0 drop",
                        "global.get 0 global.set 0",
                        "memory.size 0 memory.grow 0 drop",
                        "call 0",
                        "i32.const 0 call_indirect 0 0",
                        "ref.null #70 ref.is_null drop",
                        "ref.func 0 drop",
                        "i32.const 0 i32.const 0 table.get 0 table.set 0",
                        "table.size 0 drop",
                        "i32.const 0 i32.const 0 i32.const 0 memory.copy 0 0",
                        "i32.const 0 i32.const 0 i32.const 0 memory.fill 0",
                        "i32.const 0 i32.const 0 i32.const 0 table.copy 0 0",
                        EACH_TYPE + " drop drop drop drop");
        var accesses =
                IntStream.rangeClosed(FIRST_ACCESS, LAST_ACCESS).mapToObj("#%02x0000"::formatted);
        var plain = IntStream.rangeClosed(FIRST_PLAIN, LAST_PLAIN).mapToObj("#%02x"::formatted);
        return Stream.concat(
                others, Stream.concat(accesses, plain).map(OperandStackTest::withOperands));
    }

    /** Of all operands, those with which the engine takes it. */
    private static String withOperands(String instruction) {
        var types = List.of(EACH_TYPE.split(" ", -1));
        return types.stream()
                .flatMap(type -> Stream.of(type, "#4100 " + type, type + " " + type))
                .flatMap(operands ->
                        Stream.of(" drop", "").map(end -> operands + " " + instruction + end))
                .filter(code -> isValid(WasmBytes.program(code).bytes()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(instruction + " takes none of these"));
    }

    private static boolean isValid(Payload module) {
        try {
            return parsed(module).codeSection().functionBodyCount() == 1;
        } catch (ChicoryException _) {
            return false;
        }
    }

    private static WasmModule parsed(Payload module) {
        return Parser.parse(module.toBytes());
    }

    /** For each function, with its beginning. */
    private static List<Integer> counted(Payload bytes) {
        var module = parsed(bytes);
        return IntStream.range(0, module.codeSection().functionBodyCount())
                .mapToObj(module.codeSection()::getFunctionBody)
                .map(body -> body.instructions().stream().mapToInt(OperandStack::pieces).sum() + 1)
                .toList();
    }

    private static List<Integer> made(Payload bytes) {
        var cache = new KeptCode();
        MachineFactoryCompiler.builder(parsed(bytes)).withCache(cache).compile();
        var made = new HashMap<Integer, Integer>();
        cache.classes().stream()
                .flatMap(type -> ClassFile.of().parse(type).methods().stream())
                .filter(method -> method.methodName().stringValue().startsWith("func_"))
                .forEach(method -> made.put(number(method), pieces(method.code().orElseThrow())));
        return made.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .skip(made.size() - (long) parsed(bytes).codeSection().functionBodyCount())
                .map(Map.Entry::getValue)
                .toList();
    }

    private static int number(MethodModel method) {
        return Integer.parseInt(method.methodName().stringValue().substring("func_".length()));
    }

    /** Its beginning, all places that are jumped to, and all behind branches that may be taken. */
    private static int pieces(CodeModel code) {
        var targets = new HashSet<Label>();
        code.forEach(element -> targets.addAll(targets(element)));
        var pieces = 0;
        var begins = true;
        for (var element : code) {
            if (element instanceof LabelTarget target) {
                begins |= targets.contains(target.label());
            } else if (element instanceof Instruction instruction) {
                pieces += begins ? 1 : 0;
                begins = mayGoOn(instruction);
            }
        }
        return pieces;
    }

    private static boolean mayGoOn(Instruction instruction) {
        return instruction instanceof BranchInstruction
                && instruction.opcode() != Opcode.GOTO
                && instruction.opcode() != Opcode.GOTO_W;
    }

    private static Set<Label> targets(CodeElement element) {
        return switch (element) {
            case BranchInstruction branch -> Set.of(branch.target());
            case TableSwitchInstruction table -> targets(table.defaultTarget(), table.cases());
            case LookupSwitchInstruction table -> targets(table.defaultTarget(), table.cases());
            default -> Set.of();
        };
    }

    private static Set<Label> targets(Label first, List<SwitchCase> others) {
        var targets = new HashSet<>(Set.of(first));
        others.forEach(other -> targets.add(other.target()));
        return targets;
    }

    /** Keeps what the compiler makes, which is an archive of classes. Owned by one thread. */
    private static final class KeptCode implements Cache {
        private final Map<String, byte[]> kept = new HashMap<>();

        @Override
        public byte @Nullable [] get(String key) {
            return kept.get(key);
        }

        @Override
        public void putIfAbsent(String key, byte[] data) {
            kept.put(key, data);
        }

        List<byte[]> classes() {
            var archive = new ByteArrayInputStream(requireNonNull(kept.values().iterator().next()));
            try (var jar = new JarInputStream(archive)) {
                var classes = new ArrayList<byte[]>();
                for (var entry = jar.getNextJarEntry();
                        entry != null;
                        entry = jar.getNextJarEntry()) {
                    var bytes = jar.readAllBytes();
                    if (entry.getName().endsWith(".class")) {
                        classes.add(bytes);
                    }
                }
                return classes;
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }
}
