package dev.pallas.driver.internal.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What has been given, while it is read. */
public final class Given {
    private final Map<String, String> values = new LinkedHashMap<>();
    private final List<String> warnings = new ArrayList<>();

    /** The values by canonical name. */
    public Map<String, String> values() {
        return values;
    }

    /** What has no effect, and why. */
    public List<String> warnings() {
        return warnings;
    }

    /**
     * Takes a name or alias, in any case, and its value, of which an empty one is none. Names of Amazon's driver that need no action are
     * noted, those that are not supported are refused, others unknown too, and so are two values for one setting.
     */
    public void add(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return;
        }
        var ignored = AmazonNames.IGNORED.get(name.strip());
        if (ignored != null) {
            warnings.add("The setting " + name.strip() + " has no effect: " + ignored);
            return;
        }
        var canonical = Settings.setting(name).name();
        var before = values.putIfAbsent(canonical, value.strip());
        if (before != null && !before.equals(value.strip())) {
            throw Settings.failure(canonical + " is given twice, with different values.");
        }
    }

    /** Takes a value that another one may already stand for. */
    void addUnlessGiven(String name, String value) {
        if (!values.containsKey(Settings.setting(name).name())) {
            add(name, value);
        }
    }

    /** Takes others, which win. */
    public void replace(Given others) {
        values.putAll(others.values);
        warnings.addAll(others.warnings);
    }
}
