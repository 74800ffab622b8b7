package org.nrnwheel.tests.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The rules of docs/architecture.md, over every module. */
class ArchitectureTest {
    /** Core's packages, top to bottom: a package imports only those below it. */
    private static final List<String> ORDER = List.of(
            "",
            "run",
            "run.host",
            "report",
            "result",
            "recipe",
            "testing",
            "repair",
            "diff",
            "audit",
            "policy",
            "index",
            "elf",
            "platform",
            "plan",
            "request",
            "source",
            "wheel",
            "event",
            "tag",
            "net",
            "env",
            "json",
            "zip",
            "shell",
            "deflate",
            "concurrent",
            "error");

    private static final String ROOT = "org.nrnwheel";
    private static final Set<String> IMMUTABLE = Set.of(
            "java.lang.invoke.VarHandle",
            "java.lang.String",
            "java.util.regex.Pattern",
            "java.time.Duration",
            "java.time.Instant",
            "java.nio.file.Path",
            "java.util.List",
            "java.util.Set",
            "java.util.Map",
            "java.util.Comparator",
            "java.util.Optional",
            "java.lang.System$Logger",
            "java.time.format.DateTimeFormatter");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void everyPackageOfCoreHasItsPlaceInTheOrder() {
        Set<String> packages =
                coreClasses().stream().map(type -> below(type.getPackageName())).collect(Collectors.toSet());
        assertThat(packages).isNotEmpty().allMatch(ORDER::contains);
        assertThat(packages).containsAll(ORDER);
    }

    @Test
    void aPackageOfCoreImportsOnlyThoseBelowIt() {
        List<String> upward = coreClasses().stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(dependency ->
                        dependency.getTargetClass().getPackageName().startsWith(ROOT))
                .filter(dependency -> rank(dependency.getTargetClass()) < rank(dependency.getOriginClass()))
                .map(Object::toString)
                .toList();
        assertThat(upward).isEmpty();
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("org.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void libraryClassesDoNotPrintOrExit() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(CLASSES.that(library()));
        noClasses()
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class)
                .check(CLASSES.that(library()));
    }

    @Test
    void onlyEnvironmentReadsTheProcessEnvironment() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("org.nrnwheel.env.Environment")
                .should()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .callMethod(System.class, "getProperty", String.class)
                .orShould()
                .callMethod(System.class, "getProperty", String.class, String.class)
                .check(CLASSES.that(library()));
    }

    @Test
    void libraryClassesHoldNoStaticMutableState() {
        fields().that().areStatic().should(beConstants()).check(CLASSES.that(library()));
    }

    @Test
    void publicSignaturesHoldOnlyTypesOfTheJdkAndOurOwn() {
        List<String> foreign = coreClasses().stream()
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(type -> !Set.of("concurrent", "json", "net", "run", "run.host", "shell")
                        .contains(below(type.getPackageName())))
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                .flatMap(method -> method.getAllInvolvedRawTypes().stream()
                        .map(JavaClass::getBaseComponentType)
                        .filter(type -> !type.isPrimitive()
                                && !type.getName().startsWith("java.")
                                && !type.getName().startsWith(ROOT + "."))
                        .map(type -> method.getFullName() + " uses " + type.getName()))
                .toList();
        assertThat(foreign).isEmpty();
    }

    private static DescribedPredicate<JavaClass> library() {
        return DescribedPredicate.describe(
                "library classes",
                type -> !type.getPackageName().startsWith(ROOT + ".cli")
                        && !type.getPackageName().startsWith(ROOT + ".examples"));
    }

    private static ArchCondition<JavaField> beConstants() {
        return new ArchCondition<>("be constants of immutable types") {
            @Override
            public void check(JavaField field, ConditionEvents events) {
                events.add(new SimpleConditionEvent(
                        field,
                        isConstant(field),
                        field.getFullName() + " of " + field.getRawType().getName()));
            }
        };
    }

    private static boolean isConstant(JavaField field) {
        if (field.getModifiers().contains(JavaModifier.SYNTHETIC)) {
            return true;
        }
        if (!field.getModifiers().contains(JavaModifier.FINAL)) {
            return false;
        }
        JavaClass type = field.getRawType();
        return type.isPrimitive()
                || type.isEnum()
                || type.isRecord()
                || IMMUTABLE.contains(type.getName())
                || type.getName().startsWith("com.fasterxml.jackson.databind.")
                || type.getName().equals("com.fasterxml.jackson.core.JsonFactory")
                || isStateless(type);
    }

    private static boolean isStateless(JavaClass type) {
        return type.getPackageName().startsWith(ROOT)
                && type.getAllFields().stream()
                        .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                        .allMatch(field -> field.getModifiers().contains(JavaModifier.FINAL));
    }

    private static Collection<JavaClass> coreClasses() {
        Map<Boolean, List<JavaClass>> byCore = CLASSES.stream()
                .collect(Collectors.partitioningBy(type -> !type.getPackageName()
                        .matches("org\\.nrnwheel\\.(azure|cli|docker|pypi|rootfs|testkit|tests|examples)(\\..*)?")));
        return byCore.getOrDefault(true, List.of());
    }

    private static int rank(JavaClass type) {
        return ORDER.indexOf(below(type.getPackageName()));
    }

    private static String below(String packageName) {
        return packageName.equals(ROOT) ? "" : packageName.substring(ROOT.length() + 1);
    }
}
