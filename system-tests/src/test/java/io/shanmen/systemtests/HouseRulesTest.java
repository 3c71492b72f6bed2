package io.shanmen.systemtests;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the house forbids, in all its programs at once. */
class HouseRulesTest {
  private static final int PARAMETERS_MAX = 5;
  private static final int COLLABORATORS_MAX = 7;

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.shanmen");

  @Test
  void theClockIsGivenNotAsked() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.shanmen.simulators.demo..")
        .should()
        .callMethodWhere(
            describe(
                "asks the machine for the time",
                call ->
                    (call.getTargetOwner().getPackageName().equals("java.time")
                            && call.getName().equals("now")
                            && !takesClock(call.getTarget()))
                        || (call.getTargetOwner().isEquivalentTo(System.class)
                            && call.getName().equals("currentTimeMillis"))))
        .because("time comes in as an argument or as an InstantSource, so that a test can set it")
        .check(HOUSE);
  }

  private static boolean takesClock(AccessTarget.MethodCallTarget method) {
    return method.getRawParameterTypes().stream()
        .anyMatch(type -> type.isEquivalentTo(Clock.class));
  }

  @Test
  void theMachinesClockIsMadeOnlyWhereAProgramIsPutTogether() {
    noClasses()
        .that(are(not(whereAProgramIsPutTogether())))
        .should()
        .callMethodWhere(
            target(
                    describe(
                        "makes the machine's clock",
                        (AccessTarget called) ->
                            called.getOwner().isEquivalentTo(InstantSource.class)
                                || called.getOwner().isEquivalentTo(Clock.class)))
                .and(
                    describe(
                        "of the system",
                        call ->
                            call.getName().startsWith("system") || call.getName().equals("tick"))))
        .check(HOUSE);
  }

  @Test
  void collaboratorsComeThroughTheConstructor() {
    Set<String> injections =
        Set.of("Autowired", "Inject", "Resource", "Value", "PersistenceContext");
    noFields().should(beAnnotatedWithOneOf(injections)).check(HOUSE);
  }

  private static ArchCondition<JavaField> beAnnotatedWithOneOf(Set<String> names) {
    return new ArchCondition<>("be injected") {
      @Override
      public void check(JavaField field, ConditionEvents events) {
        field.getAnnotations().stream()
            .filter(annotation -> names.contains(annotation.getRawType().getSimpleName()))
            .forEach(
                annotation ->
                    events.add(SimpleConditionEvent.satisfied(field, field.getDescription())));
      }
    };
  }

  @Test
  void moneyIsNeverAFloatingPointNumber() {
    DescribedPredicate<JavaClass> nearMoney =
        resideInAPackage("..money..")
            .or(resideInAPackage("..pricing.."))
            .or(resideInAPackage("..ledger.."))
            .or(resideInAPackage("..payment.."))
            .or(resideInAPackage("..cashdesk.."))
            .or(resideInAPackage("..catalog.."))
            .or(resideInAPackage("..ordering.."))
            .or(resideInAPackage("..aftersales.."));
    fields()
        .that()
        .areDeclaredInClassesThat(nearMoney)
        .should()
        .notHaveRawType(describe("a floating-point type", HouseRulesTest::isFloating))
        .check(HOUSE);
    codeUnits()
        .that()
        .areDeclaredInClassesThat(nearMoney)
        .should()
        .notHaveRawReturnType(describe("a floating-point type", HouseRulesTest::isFloating))
        .andShould(notTakeFloating())
        .check(HOUSE);
  }

  private static boolean isFloating(JavaClass type) {
    return Set.of("double", "float", "java.lang.Double", "java.lang.Float")
        .contains(type.getFullName());
  }

  private static ArchCondition<JavaCodeUnit> notTakeFloating() {
    return new ArchCondition<>("not take a floating-point number") {
      @Override
      public void check(JavaCodeUnit unit, ConditionEvents events) {
        if (unit.getRawParameterTypes().stream().anyMatch(HouseRulesTest::isFloating)) {
          events.add(SimpleConditionEvent.violated(unit, unit.getDescription()));
        }
      }
    };
  }

  @Test
  void namesSayWhatAThingIs() {
    classes()
        .should()
        .haveNameNotMatching(".*(Manager|Impl|Utils?|Dto|DTO|Helper)(\\$.*)?")
        .because("names are the words of the field")
        .check(HOUSE);
  }

  @Test
  void onlyProgramsPrint() {
    noClasses()
        .that(are(not(whereAProgramIsPutTogether())))
        .should()
        .accessField(System.class, "out")
        .because("the terminal belongs to the program")
        .check(HOUSE);
  }

  @Test
  void theServerReportsToItsLog() {
    noClasses()
        .that()
        .resideInAnyPackage("io.shanmen.kernel..", "io.shanmen.server..")
        .should()
        .accessField(System.class, "err")
        .because("gate and simulators have no logger, the server has")
        .check(HOUSE);
  }

  @Test
  void moreThanFiveParametersMissAConcept() {
    codeUnits()
        .that(are(describe("ours to choose, and no record's or enum's", HouseRulesTest::counts)))
        .should(haveFewParameters())
        .check(HOUSE);
  }

  private static boolean counts(JavaCodeUnit unit) {
    JavaClass owner = unit.getOwner();
    boolean isData = unit instanceof JavaConstructor && (owner.isRecord() || owner.isEnum());
    return !unit.getModifiers().contains(JavaModifier.SYNTHETIC)
        && !unit.getName().startsWith("lambda$")
        && !isData
        && !hasForeignSignature(unit);
  }

  /** A method that a library asks for has the parameters that the library wants. */
  private static boolean hasForeignSignature(JavaCodeUnit unit) {
    JavaClass owner = unit.getOwner();
    return Stream.concat(
            owner.getAllRawSuperclasses().stream(), owner.getAllRawInterfaces().stream())
        .filter(type -> !type.getPackageName().startsWith("io.shanmen"))
        .flatMap(type -> type.getMethods().stream())
        .anyMatch(
            method ->
                method.getName().equals(unit.getName())
                    && method.getRawParameterTypes().size() == unit.getRawParameterTypes().size());
  }

  private static ArchCondition<JavaCodeUnit> haveFewParameters() {
    return new ArchCondition<>(
        "take at most %d parameters, or %d collaborators"
            .formatted(PARAMETERS_MAX, COLLABORATORS_MAX)) {
      @Override
      public void check(JavaCodeUnit unit, ConditionEvents events) {
        List<JavaClass> parameters = unit.getRawParameterTypes();
        int limit = unit instanceof JavaConstructor ? COLLABORATORS_MAX : PARAMETERS_MAX;
        if (parameters.size() > limit) {
          events.add(
              SimpleConditionEvent.violated(
                  unit, unit.getDescription() + " takes " + parameters.size()));
        }
      }
    };
  }

  /** A main program, or a class that wires one up. */
  private static DescribedPredicate<JavaClass> whereAProgramIsPutTogether() {
    return describe(
        "a program or its wiring",
        type -> {
          JavaClass outer = type;
          while (outer.getEnclosingClass().isPresent()) {
            outer = outer.getEnclosingClass().get();
          }
          // The gate's root package holds nothing but its wiring.
          return outer.getPackageName().equals("io.shanmen.gate")
              || outer.tryGetMethod("main", String[].class).isPresent()
              || outer.getSimpleName().endsWith("Program")
              || outer.getSimpleName().endsWith("Configuration");
        });
  }

  private static DescribedPredicate<JavaClass> not(DescribedPredicate<JavaClass> predicate) {
    return DescribedPredicate.not(predicate);
  }
}
