package dev.pointsman.local.rehearsal;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.nio.file.Path;
import java.util.Map;

/**
 * Gives the classes of ASM the form that JVMs since Java 7 check quickly. ASM is published in the
 * form of Java 5, which no AOT cache takes; nor does it take what names such classes, which is most
 * of the compiler of modules. What the classes do stays as it is. Stateless.
 */
final class ModernClasses implements JarChange {
    private static final String JARS = "asm*.jar";
    private static final String CLASS = ".class";
    private static final String MODULE = "module-info.class";

    private ModernClasses() {}

    /** Rewrites them where they lie. */
    static void in(Path folder) throws IOException {
        new ModernClasses().in(folder, JARS);
    }

    @Override
    public byte[] changed(String name, byte[] content) {
        return isOldClass(name) ? modern(content) : content;
    }

    @Override
    public Map<String, byte[]> added() {
        return Map.of();
    }

    private static boolean isOldClass(String name) {
        return name.endsWith(CLASS) && !name.endsWith(MODULE);
    }

    /**
     * Its code is written anew, so that the map of its stacks is made, which the old form lacks.
     */
    static byte[] modern(byte[] content) {
        var format =
                ClassFile.of(
                        ClassFile.ConstantPoolSharingOption.NEW_POOL,
                        ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
                        ClassFile.ClassHierarchyResolverOption.of(
                                ClassHierarchyResolver.ofResourceParsing(
                                        ModernClasses.class.getClassLoader())));
        return format.transformClass(format.parse(content), newVersion());
    }

    private static ClassTransform newVersion() {
        ClassTransform version =
                (builder, element) -> {
                    if (element instanceof ClassFileVersion) {
                        builder.withVersion(ClassFile.JAVA_11_VERSION, 0);
                    } else {
                        builder.with(element);
                    }
                };
        return version.andThen(ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL));
    }
}
