package org.nrnwheel.audit;

import java.math.BigInteger;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Orders symbol versions for people: {@code GLIBC_2.4} before {@code GLIBC_2.17}. */
final class VersionOrder {
    private static final Pattern PART = Pattern.compile("[0-9]+|[^0-9]+");
    private static final Comparator<String> ORDER = VersionOrder::compare;

    private VersionOrder() {}

    static List<String> sorted(Collection<String> versions) {
        return versions.stream().sorted(ORDER).toList();
    }

    private static int compare(String a, String b) {
        Matcher left = PART.matcher(a);
        Matcher right = PART.matcher(b);
        while (left.find()) {
            if (!right.find()) {
                return 1;
            }
            int order = compareParts(left.group(), right.group());
            if (order != 0) {
                return order;
            }
        }
        return right.find() ? -1 : 0;
    }

    private static int compareParts(String a, String b) {
        boolean numbers = Character.isDigit(a.charAt(0)) && Character.isDigit(b.charAt(0));
        return numbers ? new BigInteger(a).compareTo(new BigInteger(b)) : a.compareTo(b);
    }
}
