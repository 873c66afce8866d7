package dev.baton.testing;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Keeps the rooms of a service; each service has one test:
 *
 * <pre>{@code
 * @AnalyzeClasses(packages = "dev.baton.handoff", importOptions = ImportOption.DoNotIncludeTests.class)
 * class RoomsTests {
 *     @ArchTest
 *     static final ArchTests rooms = ArchTests.in(RoomRules.class);
 * }
 * }</pre>
 */
public final class RoomRules {
    @ArchTest
    public static final ArchRule theRootHoldsTheApplicationOnly = classes().that(Rooms.inARootPackage())
            .should()
            .haveSimpleNameEndingWith("Application")
            .orShould()
            .haveSimpleName("package-info")
            .because("whoever opens a service sees its features, not its parts")
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule featuresDoNotKnowDoors = classes().should(Rooms.leaveDoorsAlone())
            .because("a feature decides the same whether HTTP or Kafka asks")
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule featuresMeetAtTheirRoots = classes().should(Rooms.enterOtherFeaturesByTheirRoot())
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule requestsAndRecordsComeInByDoors = noClasses().that(Rooms.outsideOfDoors())
            .should()
            .beAnnotatedWith("org.springframework.web.bind.annotation.RestController")
            .orShould()
            .beAnnotatedWith("org.springframework.stereotype.Controller")
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework.kafka..")
            .because("controllers live in web, Kafka in messaging")
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule namesSayWhatAThingIs = noClasses()
            .should()
            .haveNameMatching(".*\\.([A-Z]\\w*)?(Impl|Utils?|Helper|Manager)(\\$.*)?")
            .orShould()
            .haveNameMatching(".*\\.(Common|Base|Abstract)[A-Z]\\w*")
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule timeIsInjected = noClasses().should()
            .callMethodWhere(readsTheWallClock())
            .orShould()
            .callMethodWhere(target(owner(belongToAnyOf(Thread.class)))
                    .and(target(name("sleep"))))
            .because("tests move time; inject Clock")
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule nothingIsWiredOrPrintedBehindTheBack = CompositeArchRule
            .of(noFields().should().beAnnotatedWith(Autowired.class).allowEmptyShould(true))
            .and(noClasses().should()
                    .accessField(System.class, "out")
                    .orShould()
                    .accessField(System.class, "err")
                    .allowEmptyShould(true));

    @ArchTest
    public static final ArchRule jacksonIsThree = noClasses().should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.fasterxml.jackson.core..", "com.fasterxml.jackson.databind..")
            .because("two mappers would read and write differently; only its annotations are still com.fasterxml")
            .allowEmptyShould(true);

    private RoomRules() {}

    private static DescribedPredicate<JavaCall<?>> readsTheWallClock() {
        DescribedPredicate<JavaCall<?>> now = target(owner(belongToAnyOf(Instant.class, LocalDate.class,
                LocalDateTime.class, OffsetDateTime.class, ZonedDateTime.class))).and(DescribedPredicate.describe(
                        "now()",
                        call -> call.getName().equals("now") && call.getTarget().getRawParameterTypes().isEmpty()));
        DescribedPredicate<JavaCall<?>> system = target(owner(belongToAnyOf(Clock.class, System.class)))
                .and(DescribedPredicate.describe("system clock",
                        call -> call.getName().startsWith("system") || call.getName().equals("currentTimeMillis")));
        return now.or(system).as("they read the wall clock");
    }
}
