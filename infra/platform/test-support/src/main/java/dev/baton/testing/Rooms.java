package dev.baton.testing;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Optional;
import java.util.Set;

/**
 * Where a class of a service lives: {@code dev.baton.<service>.<feature>.<door>}.
 *
 * @param feature empty in the root package
 * @param door {@code web} or {@code messaging}, empty in the feature's root and in other packages below it
 */
record Rooms(String service, String feature, String door) {
    private static final Set<String> DOORS = Set.of("web", "messaging");
    private static final Set<String> PLATFORM = Set.of("events", "messaging", "platform", "database", "testing");

    /** Empty for classes that belong to no service. */
    static Optional<Rooms> of(JavaClass type) {
        String[] parts = type.getPackageName().split("\\.", -1);
        if (parts.length < 3 || !"dev".equals(parts[0]) || !"baton".equals(parts[1]) || PLATFORM.contains(parts[2])) {
            return Optional.empty();
        }
        String feature = parts.length > 3 ? parts[3] : "";
        String door = parts.length > 4 && DOORS.contains(parts[4]) ? parts[4] : "";
        return Optional.of(new Rooms(parts[2], feature, door));
    }

    boolean isDoor() {
        return !door.isEmpty();
    }

    private boolean isFeatureRoot(JavaClass type) {
        return type.getPackageName().equals("dev.baton." + service + "." + feature);
    }

    /** Doors know their feature; no feature knows a door, not even its own, and no door knows another. */
    static ArchCondition<JavaClass> leaveDoorsAlone() {
        return keep("leave the doors alone", (from, target, type) -> !target.isDoor() || from.equals(target));
    }

    /** What lies below another feature's root package is its own affair. */
    static ArchCondition<JavaClass> enterOtherFeaturesByTheirRoot() {
        return keep("use other features through their root package only", (from, target, type) -> from.feature()
                .equals(target.feature()) || target.isFeatureRoot(type));
    }

    private interface Allowed {
        boolean test(Rooms from, Rooms target, JavaClass targetType);
    }

    private static ArchCondition<JavaClass> keep(String description, Allowed allowed) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getDirectDependenciesFromSelf().forEach(dependency -> report(type, dependency, events));
            }

            private void report(JavaClass type, Dependency dependency, ConditionEvents events) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                Optional<Rooms> from = of(type);
                Optional<Rooms> to = of(target);
                boolean sameService = from.isPresent() && to.isPresent()
                        && from.get().service().equals(to.get().service());
                if (sameService && !allowed.test(from.get(), to.get(), target)) {
                    events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
                }
            }
        };
    }

    static DescribedPredicate<JavaClass> inARootPackage() {
        return DescribedPredicate.describe("in the root package of a service",
                type -> of(type).filter(room -> room.feature().isEmpty()).isPresent());
    }

    static DescribedPredicate<JavaClass> outsideOfDoors() {
        return DescribedPredicate.describe("outside of doors",
                type -> of(type).filter(room -> !room.isDoor()).isPresent());
    }
}
