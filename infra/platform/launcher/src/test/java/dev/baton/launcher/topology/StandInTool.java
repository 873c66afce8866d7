package dev.baton.launcher.topology;

/** In place of the program in a service's jar that extracts it: leaves the folder as it is. */
final class StandInTool {
    private StandInTool() {}

    public static void main(String[] args) {}
}
