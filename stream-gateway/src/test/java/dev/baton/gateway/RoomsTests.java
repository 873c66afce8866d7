package dev.baton.gateway;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import dev.baton.testing.RoomRules;

@AnalyzeClasses(packages = "dev.baton.gateway", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTests {
    @ArchTest
    static final ArchTests rooms = ArchTests.in(RoomRules.class);
}
