package dev.baton.benchmarks;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One measured value.
 *
 * @param limit null for what is only told
 */
public record Figure(String name, double value, String unit, @Nullable Limit limit) {

    /** What a value must not pass, and from which side. */
    public record Limit(Side side, double value) {
        boolean isKeptBy(double measured) {
            // Written so that NaN, as of an empty measurement, misses every limit.
            return side == Side.AT_MOST ? measured <= value : measured >= value;
        }
    }

    /** Whether less is better. */
    public enum Side {
        AT_MOST,
        AT_LEAST
    }

    public static Figure told(String name, double value, String unit) {
        return new Figure(name, value, unit, null);
    }

    public static Figure atMost(double limit, String name, double value, String unit) {
        return new Figure(name, value, unit, new Limit(Side.AT_MOST, limit));
    }

    public static Figure atLeast(double limit, String name, double value, String unit) {
        return new Figure(name, value, unit, new Limit(Side.AT_LEAST, limit));
    }

    public boolean isMissed() {
        return limit != null && !limit.isKeptBy(value);
    }

    String verdict() {
        if (limit == null) {
            return "";
        }
        return isMissed() ? "MISSED" : "ok";
    }

    String limitText() {
        if (limit == null) {
            return "";
        }
        return (limit.side() == Side.AT_MOST ? "<= " : ">= ") + number(limit.value());
    }

    String valueText() {
        return number(value);
    }

    /** Three digits where they say something, none behind the point of large numbers. */
    private static String number(double number) {
        int decimals = Math.abs(number) >= 100 || number == Math.rint(number) ? 0 : Math.abs(number) >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%,." + decimals + "f", number);
    }
}
