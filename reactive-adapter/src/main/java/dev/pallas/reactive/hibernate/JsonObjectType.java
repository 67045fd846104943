package dev.pallas.reactive.hibernate;

import io.vertx.core.json.JsonObject;
import org.hibernate.type.AbstractSingleColumnStandardBasicType;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.AbstractClassJavaType;
import org.hibernate.type.descriptor.java.MutableMutabilityPlan;
import org.hibernate.type.descriptor.jdbc.JdbcType;
import org.hibernate.type.descriptor.jdbc.JdbcTypeIndicators;
import org.hibernate.type.descriptor.jdbc.VarcharJdbcType;
import org.jspecify.annotations.Nullable;

/** Attributes of Vert.x's {@link JsonObject}, kept as text: no table of Athena has columns of type json. */
final class JsonObjectType extends AbstractSingleColumnStandardBasicType<JsonObject> {
    static final JsonObjectType INSTANCE = new JsonObjectType();

    private static final long serialVersionUID = 1L;

    private JsonObjectType() {
        super(VarcharJdbcType.INSTANCE, new JavaType());
    }

    @Override
    public String getName() {
        return "json";
    }

    @Override
    public String[] getRegistrationKeys() {
        return new String[] {getName(), JsonObject.class.getName()};
    }

    /** An object changed in place is found to be so. */
    private static final class Copies extends MutableMutabilityPlan<JsonObject> {
        private static final long serialVersionUID = 1L;

        @Override
        protected JsonObject deepCopyNotNull(JsonObject value) {
            return value.copy();
        }
    }

    private static final class JavaType extends AbstractClassJavaType<JsonObject> {
        private static final long serialVersionUID = 1L;

        JavaType() {
            super(JsonObject.class, new Copies());
        }

        @Override
        public JdbcType getRecommendedJdbcType(JdbcTypeIndicators context) {
            return VarcharJdbcType.INSTANCE;
        }

        @Override
        public String toString(JsonObject value) {
            return value.encode();
        }

        @Override
        public JsonObject fromString(CharSequence text) {
            return new JsonObject(text.toString());
        }

        @Override
        public <X> @Nullable X unwrap(@Nullable JsonObject value, Class<X> type, WrapperOptions options) {
            if (value == null) {
                return null;
            }
            if (type.isInstance(value)) {
                return type.cast(value);
            }
            if (type.isAssignableFrom(String.class)) {
                return type.cast(value.encode());
            }
            throw unknownUnwrap(type);
        }

        @Override
        public <X> @Nullable JsonObject wrap(@Nullable X value, WrapperOptions options) {
            if (value == null || value instanceof JsonObject) {
                return (JsonObject) value;
            }
            if (value instanceof CharSequence text) {
                return fromString(text);
            }
            throw unknownWrap(value.getClass());
        }
    }
}
