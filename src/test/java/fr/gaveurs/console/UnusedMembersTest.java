package fr.gaveurs.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.reflect.AccessFlag;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What only a test asks for is not the program's: no method, constructor or field is there that no class of it uses. */
class UnusedMembersTest {
    private static final Set<String> MEANT = Set.of(
            // Overrides what a library calls; how far up cannot be seen, since part of that library is left out.
            "fr.gaveurs.console.desktop.kit.tiles.ThemedTile#fireTileEvt",
            // A year of schedules passes in a second.
            "fr.gaveurs.console.backend.features.reports.ReportLedger#look",
            // Past the system's dialog, which no test can open.
            "fr.gaveurs.console.desktop.screens.models.chart.PictureCard#save",
            // Xlib calls it.
            "fr.gaveurs.console.desktop.shell.LostDisplay#lost",
            // Whom to kill.
            "fr.gaveurs.console.backend.features.models.onnx.process.OnnxRunner#pid");

    /** Annotations of members that libraries find by themselves. */
    private static final List<String> FOUND_BY_LIBRARIES =
            List.of("javafx/fxml/", "picocli/", "com/fasterxml/jackson/", "jakarta/validation/");

    /** A member as references name it. */
    private record Member(String owner, String name, String type) {
        String words() {
            return owner.replace('/', '.') + "#" + name;
        }
    }

    /** How properties are asked for that FXML names. */
    private static final Pattern PROPERTY = Pattern.compile("(?:get|is)([A-Z]\\w*)|(\\w+)Property");

    private final Map<String, ClassModel> classes = new HashMap<>();
    private final Set<String> wordsOfFxml = new HashSet<>();

    private static List<Path> files() throws IOException, URISyntaxException {
        Path root = Path.of(
                Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(each -> each.toString().endsWith(".class")).toList();
        }
    }

    @Test
    void eachIsUsedByTheProgram() throws Exception {
        for (Path file : files()) {
            ClassModel model = ClassFile.of().parse(file);
            classes.put(model.thisClass().asInternalName(), model);
        }
        try (Stream<Path> all = Files.list(Path.of("fxml"))) {
            for (Path each : all.toList()) {
                wordsOfFxml.addAll(List.of(Files.readString(each).split("\\W+")));
            }
        }
        Set<Member> used = new HashSet<>();
        for (ClassModel model : classes.values()) {
            for (PoolEntry entry : model.constantPool()) {
                if (entry instanceof MemberRefEntry member) {
                    Member named = new Member(
                            member.owner().asInternalName(),
                            member.name().stringValue(),
                            member.type().stringValue());
                    for (String owner : upwards(named.owner())) {
                        used.add(new Member(owner, named.name(), named.type()));
                    }
                }
            }
        }
        Set<String> unused = new TreeSet<>();
        for (ClassModel model : classes.values()) {
            for (Member member : members(model)) {
                if (!used.contains(member)) {
                    unused.add(member.words());
                }
            }
        }
        unused.removeAll(MEANT);
        assertThat(unused).isEmpty();
    }

    /** It and all that it is made of, as far as that is ours: a call of an heir's may be the parent's. */
    private Set<String> upwards(String name) {
        Set<String> found = new HashSet<>();
        List<String> open = new ArrayList<>(List.of(name));
        while (!open.isEmpty()) {
            String next = open.removeLast();
            ClassModel model = classes.get(next);
            if (model != null && found.add(next)) {
                model.superclass().ifPresent(each -> open.add(each.asInternalName()));
                model.interfaces().forEach(each -> open.add(each.asInternalName()));
            }
        }
        return found;
    }

    private List<Member> members(ClassModel model) throws ClassNotFoundException {
        String owner = model.thisClass().asInternalName();
        if (owner.endsWith("package-info") || model.flags().has(AccessFlag.ANNOTATION)) {
            return List.of();
        }
        boolean record = model.findAttribute(Attributes.record()).isPresent();
        boolean enumeration = model.flags().has(AccessFlag.ENUM);
        Set<String> components = new HashSet<>();
        model.findAttribute(Attributes.record()).ifPresent(attribute -> attribute
                .components()
                .forEach(each -> components.add(each.name().stringValue())));
        List<Member> members = new ArrayList<>();
        for (FieldModel field : model.fields()) {
            if (!record
                    && !enumeration
                    && !field.flags().has(AccessFlag.SYNTHETIC)
                    // The compiler puts its value where it is used.
                    && field.findAttribute(Attributes.constantValue()).isEmpty()
                    && !foundByLibraries(field)) {
                members.add(new Member(
                        owner,
                        field.fieldName().stringValue(),
                        field.fieldType().stringValue()));
            }
        }
        Class<?> loaded =
                Class.forName(owner.replace('/', '.'), false, getClass().getClassLoader());
        for (MethodModel method : model.methods()) {
            String name = method.methodName().stringValue();
            boolean made = method.flags().has(AccessFlag.SYNTHETIC)
                    || method.flags().has(AccessFlag.BRIDGE)
                    || name.equals("<clinit>")
                    || (name.equals("<init>") && (record || isUsual(method)))
                    || (record && components.contains(name))
                    || (enumeration && (name.equals("values") || name.equals("valueOf") || name.equals("<init>")))
                    || name.equals("main");
            if (!made && !foundByLibraries(method) && !isNamedByFxml(name) && !overrides(loaded, method)) {
                members.add(new Member(owner, name, method.methodType().stringValue()));
            }
        }
        return members;
    }

    /** A constructor without parameters, which may be the compiler's, or one that keeps others from making any. */
    private static boolean isUsual(MethodModel method) {
        return method.methodType().stringValue().equals("()V");
    }

    private static boolean foundByLibraries(java.lang.classfile.AttributedElement member) {
        return member.findAttribute(Attributes.runtimeVisibleAnnotations())
                .map(attribute -> attribute.annotations().stream().anyMatch(each -> FOUND_BY_LIBRARIES.stream()
                        .anyMatch(library -> each.className().stringValue().startsWith("L" + library))))
                .orElse(false);
    }

    private boolean isNamedByFxml(String method) {
        Matcher property = PROPERTY.matcher(method);
        if (!property.matches()) {
            return false;
        }
        String name = property.group(1) == null ? property.group(2) : property.group(1);
        return wordsOfFxml.contains(Character.toLowerCase(name.charAt(0)) + name.substring(1));
    }

    /** Whether whoever knows a type that is not ours, or another one of ours, may call it by that. */
    private static boolean overrides(Class<?> owner, MethodModel method) {
        String name = method.methodName().stringValue();
        int parameters = method.methodTypeSymbol().parameterCount();
        return above(owner).stream()
                .flatMap(each -> Arrays.stream(declared(each)))
                .anyMatch(each -> each.getName().equals(name) && each.getParameterCount() == parameters);
    }

    private static Method[] declared(Class<?> type) {
        try {
            return type.getDeclaredMethods();
        } catch (NoClassDefFoundError e) {
            return new Method[0]; // a library's, whose own library is left out
        }
    }

    private static Set<Class<?>> above(Class<?> owner) {
        Set<Class<?>> found = new HashSet<>();
        List<Class<?>> open = new ArrayList<>(Arrays.asList(owner.getInterfaces()));
        if (owner.getSuperclass() != null) {
            open.add(owner.getSuperclass());
        }
        while (!open.isEmpty()) {
            Class<?> next = open.removeLast();
            if (found.add(next)) {
                open.addAll(Arrays.asList(next.getInterfaces()));
                if (next.getSuperclass() != null) {
                    open.add(next.getSuperclass());
                }
            }
        }
        return found;
    }
}
