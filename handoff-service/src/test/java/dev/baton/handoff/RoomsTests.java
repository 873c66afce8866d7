package dev.baton.handoff;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import dev.baton.testing.RoomRules;

@AnalyzeClasses(packages = "dev.baton.handoff", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTests {
    @ArchTest
    static final ArchTests ROOMS = ArchTests.in(RoomRules.class);
}
