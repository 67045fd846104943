package dev.pallas.local.internal.jdk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Run by the build: Hadoop's {@code UserGroupInformation} asks {@code Subject.getSubject}, which throws on JDK 24 and later, so this
 * module's jar, the first on the class path, has a copy of the class that asks {@link CurrentSubject}. Nothing is rewritten at run time.
 */
public final class SubjectCalls {
    private static final String PATCHED = "org/apache/hadoop/security/UserGroupInformation.class";
    private static final String SUBJECT = "javax/security/auth/Subject";

    private SubjectCalls() {}

    /**
     * Writes the copy.
     *
     * @param arguments the folder of classes to write to
     */
    public static void main(String[] arguments) throws IOException {
        var target = Path.of(arguments[0]).resolve(PATCHED);
        // an earlier copy is no source
        Files.deleteIfExists(target);
        try (var original = SubjectCalls.class.getClassLoader().getResourceAsStream(PATCHED)) {
            if (original == null) {
                throw new IOException(PATCHED + " is not on the class path");
            }
            Files.createDirectories(target.getParent());
            Files.write(target, patch(original.readAllBytes()));
        }
    }

    /**
     * The class with each call of {@code Subject.getSubject(context)} replaced.
     *
     * @throws IllegalArgumentException if there is none
     */
    static byte[] patch(byte[] original) {
        var reader = new ClassReader(original);
        var writer = new ClassWriter(reader, 0);
        var visitor = new Calls(writer);
        reader.accept(visitor, 0);
        if (visitor.replaced == 0) {
            throw new IllegalArgumentException(reader.getClassName() + " does not call Subject.getSubject");
        }
        return writer.toByteArray();
    }

    private static final class Calls extends ClassVisitor {
        private int replaced;

        Calls(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            return new MethodVisitor(Opcodes.ASM9, super.visitMethod(access, name, descriptor, signature, exceptions)) {
                @Override
                public void visitMethodInsn(
                        int opcode, String owner, String method, String parameters, boolean isInterface) {
                    if (opcode == Opcodes.INVOKESTATIC && owner.equals(SUBJECT) && method.equals("getSubject")) {
                        replaced++;
                        // the context, from which the current thread's subject would have been read
                        super.visitInsn(Opcodes.POP);
                        super.visitMethodInsn(
                                opcode,
                                Type.getInternalName(CurrentSubject.class),
                                "get",
                                "()L" + SUBJECT + ";",
                                false);
                    } else {
                        super.visitMethodInsn(opcode, owner, method, parameters, isInterface);
                    }
                }
            };
        }
    }
}
