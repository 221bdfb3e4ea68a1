package dev.longctx.verification;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.channels.Channel;

/** The dependency and naming rules of ARCHITECTURE.md, on the compiled classes of all modules. */
@AnalyzeClasses(packages = "dev.longctx", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String[] REINFORCEMENT = {
    "dev.longctx.reason.export..",
    "dev.longctx.reason.reinforce..",
    "dev.longctx.reason.internal.reinforce..",
    "dev.longctx.reason.internal.report.."
  };

  @ArchTest
  static final ArchRule exportedSignaturesNameOnlyOurTypesAndTheJdk =
      classes()
          .that(
              resideInAnyPackage(
                  "dev.longctx.api..",
                  "dev.longctx.onnx..",
                  "dev.longctx.compress..",
                  "dev.longctx.reason..",
                  "dev.longctx.align..",
                  "dev.longctx.train..",
                  "dev.longctx.eval.."))
          .and(not(resideInAPackage("..internal..")))
          .should(new ExposeOnlyOwnTypes());

  @ArchTest
  static final ArchRule theApiNeedsOnlyTheJdk =
      classes()
          .that()
          .resideInAPackage("dev.longctx.api..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("dev.longctx.api..", "java..", "org.jspecify.annotations..");

  @ArchTest
  static final ArchRule theOnnxModuleKnowsNoCompressor =
      noClasses()
          .that()
          .resideInAPackage("dev.longctx.onnx..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.longctx.compress..", "dev.longctx.examples..");

  @ArchTest
  static final ArchRule compressorsReachEnginesOnlyThroughTheOnnxModule =
      noClasses()
          .that()
          .resideInAPackage("dev.longctx.compress..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("ai.onnxruntime..", "ai.djl..", "com.fasterxml.jackson..");

  /** Those that no long run writes files for. */
  @ArchTest
  static final ArchRule reasoningNeedsOnlyTheApi =
      classes()
          .that(resideInAPackage("dev.longctx.reason.."))
          .and(not(resideInAnyPackage(REINFORCEMENT)))
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                      "dev.longctx.reason..",
                      "dev.longctx.runs.random..",
                      "dev.longctx.api..",
                      "java..",
                      "org.jspecify.annotations..")
                  .and(not(resideInAnyPackage(REINFORCEMENT))));

  @ArchTest
  static final ArchRule reinforcementKnowsNoEngine =
      classes()
          .that()
          .resideInAPackage("dev.longctx.reason..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.longctx.reason..",
              "dev.longctx.runs..",
              "dev.longctx.api..",
              "com.fasterxml.jackson..",
              "java..",
              "org.jspecify.annotations..");

  @ArchTest
  static final ArchRule alignmentKnowsNoEngine =
      classes()
          .that()
          .resideInAPackage("dev.longctx.align..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.longctx.align..",
              "dev.longctx.runs..",
              "dev.longctx.api..",
              "com.fasterxml.jackson..",
              "java..",
              "org.jspecify.annotations..");

  @ArchTest
  static final ArchRule runsKnowNoAlgorithm =
      classes()
          .that()
          .resideInAPackage("dev.longctx.runs..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.longctx.runs..",
              "dev.longctx.api..",
              "com.fasterxml.jackson..",
              "org.knowm.xchart..",
              "java..",
              "javax.imageio..",
              "org.jspecify.annotations..");

  /** It has no one's API to be a part of. */
  @ArchTest
  static final ArchRule runsAreOnlyForLongRuns =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.longctx.runs..",
              "dev.longctx.align..",
              "dev.longctx.reason..",
              "dev.longctx.eval..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.longctx.runs..");

  @ArchTest
  static final ArchRule chartsAreDrawnInOnePlace =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.longctx.runs.plot..", "dev.longctx.examples..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.knowm.xchart..");

  @ArchTest
  static final ArchRule trainingKnowsNoAlgorithm =
      noClasses()
          .that()
          .resideInAPackage("dev.longctx.train..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.longctx.align..", "dev.longctx.reason..", "dev.longctx.onnx..");

  /** A number as an operand lives in memory that autograd still needs when it is freed. */
  @ArchTest
  static final ArchRule tensorsAreCombinedWithTensors =
      noClasses()
          .that()
          .resideInAPackage("dev.longctx.train..")
          .should()
          .callMethodWhere(new TakesANumber());

  @ArchTest
  static final ArchRule benchmarksKnowNoEngine =
      noClasses()
          .that()
          .resideInAPackage("dev.longctx.eval..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("ai.onnxruntime..", "ai.djl..", "dev.longctx.examples..");

  @ArchTest
  static final ArchRule theLangChain4jModuleNeedsOnlyTheApiAndLangChain4j =
      classes()
          .that()
          .resideInAPackage("dev.longctx.langchain4j..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.longctx.langchain4j..",
              "dev.longctx.api..",
              "dev.langchain4j..",
              "java..",
              "org.jspecify.annotations..");

  @ArchTest
  static final ArchRule internalsOfTheOnnxModuleStayInside = staysInside("dev.longctx.onnx");

  @ArchTest
  static final ArchRule internalsOfTheCompressModuleStayInside =
      staysInside("dev.longctx.compress");

  @ArchTest
  static final ArchRule internalsOfTheReasonModuleStayInside = staysInside("dev.longctx.reason");

  @ArchTest
  static final ArchRule internalsOfTheAlignModuleStayInside = staysInside("dev.longctx.align");

  @ArchTest
  static final ArchRule internalsOfTheTrainModuleStayInside = staysInside("dev.longctx.train");

  @ArchTest
  static final ArchRule namesSayWhatAClassIs =
      noClasses().should().haveNameMatching(".*(Impl|Manager|Helper|Helpers|Util|Utils)");

  @ArchTest
  static final ArchRule buildersHaveNoSetters =
      noMethods()
          .that()
          .areDeclaredInClassesThat()
          .haveSimpleNameEndingWith("Builder")
          .should()
          .haveNameMatching("set\\p{Lu}.*");

  @ArchTest
  static final ArchRule nothingReadsSerialisedObjects =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveNameMatching("java\\.io\\.(ObjectInputStream|ObjectOutputStream|Externalizable)");

  @ArchTest
  static final ArchRule nothingReachesTheNetwork =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("java.net.http..", "java.nio.channels.spi..", "javax.net..")
                  .or(new NetworkClass()));

  @ArchTest
  static final ArchRule packagesAreNullMarked =
      classes().that(not(resideInAPackage(""))).should(new ResideInANullMarkedPackage());

  @ArchTest
  static final ArchRule nativeOwnersCloseWithoutCheckedExceptions =
      methods()
          .that()
          .haveName("close")
          .and()
          .arePublic()
          .and()
          .areDeclaredInClassesThat(not(assignableTo(Channel.class))) // the JDK's own contract
          .should()
          .notDeclareThrowableOfType(Exception.class)
          .andShould()
          .notDeclareThrowableOfType(java.io.IOException.class);

  private static ArchRule staysInside(String module) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(module + "..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(module + ".internal..");
  }
}
