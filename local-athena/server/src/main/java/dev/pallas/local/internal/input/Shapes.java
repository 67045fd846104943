package dev.pallas.local.internal.input;

import dev.pallas.local.internal.input.Shape.Items;
import dev.pallas.local.internal.input.Shape.Member;
import dev.pallas.local.internal.input.Shape.Structure;
import dev.pallas.local.internal.input.Shape.Text;
import dev.pallas.local.internal.input.Shape.Whole;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The words in which a service writes the table of its inputs. A maximum of 0 is none. */
public final class Shapes {
    private Shapes() {}

    public static Text text(int minimum, int maximum) {
        return new Text(minimum, maximum, null, List.of());
    }

    public static Text text(int minimum, int maximum, String pattern) {
        return new Text(minimum, maximum, Pattern.compile(pattern), List.of());
    }

    public static Text oneOf(String... values) {
        return new Text(0, 0, null, List.of(values));
    }

    public static Whole integer(int minimum, int maximum) {
        return new Whole("an Integer", minimum, maximum);
    }

    public static Items list(Shape each, int minimum, int maximum) {
        return new Items(each, minimum, maximum);
    }

    public static Member required(String name, Shape shape) {
        return new Member(name, true, shape);
    }

    public static Member optional(String name, Shape shape) {
        return new Member(name, false, shape);
    }

    public static Structure structure(Member... members) {
        return new Structure(List.of(members));
    }

    public static Structure structure(List<Member> some, Member... others) {
        var members = new ArrayList<>(some);
        members.addAll(List.of(others));
        return new Structure(List.copyOf(members));
    }
}
