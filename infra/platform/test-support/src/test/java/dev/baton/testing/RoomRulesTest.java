package dev.baton.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each rule finds the class that breaks it, and nothing else. */
class RoomRulesTest {
    private static final JavaClasses SAMPLE = new ClassFileImporter().importPackages("dev.baton.sampleservice");

    @Test
    void everyRuleFindsItsOffenderAndNobodyElse() {
        Map<ArchRule, List<String>> expected = Map.of(
                RoomRules.theRootHoldsTheApplicationOnly, List.of("Stray"),
                RoomRules.featuresDoNotKnowDoors, List.of("KnowsADoor"),
                RoomRules.featuresMeetAtTheirRoots, List.of("EntersByTheWindow", "KnowsADoor"),
                RoomRules.requestsAndRecordsComeInByDoors, List.of("ConsumesItself"),
                RoomRules.namesSayWhatAThingIs, List.of("BetaManager"),
                RoomRules.timeIsInjected, List.of("ReadsTheWallClock", "Sleeps"),
                RoomRules.nothingIsWiredOrPrintedBehindTheBack, List.of("Prints"),
                RoomRules.jacksonIsThree, List.of("UsesJacksonTwo"));

        expected.forEach(
                (rule, offenders) -> assertThat(offenders(rule)).as(rule.getDescription()).isEqualTo(offenders));
    }

    @Test
    void thereAreAtMostEightRules() {
        assertThat(Arrays.stream(RoomRules.class.getFields()).filter(field -> field.getType() == ArchRule.class))
                .hasSizeBetween(1, 8);
    }

    private static List<String> offenders(ArchRule rule) {
        List<String> names = List.of("Stray", "KnowsADoor", "EntersByTheWindow", "ConsumesItself", "BetaManager",
                "ReadsTheWallClock", "Sleeps", "Prints", "UsesJacksonTwo", "SampleApplication", "AlphaDoor");
        // Each violation begins with the class that it is about.
        List<String> details = rule.evaluate(SAMPLE).getFailureReport().getDetails();
        Pattern about = Pattern
                .compile("^(?:Class|Method|Constructor|Field) <([\\w.]+?)(?:\\.<init>.*|\\.\\w+\\(.*)?[>(].*");
        return names.stream()
                .filter(name -> details.stream()
                        .map(about::matcher)
                        .anyMatch(match -> match.find() && match.group(1).contains("." + name)))
                .sorted()
                .toList();
    }
}
