package dev.pallas.reactive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pallas.driver.AthenaSettings;
import dev.pallas.reactive.internal.AthenaDriver;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import java.util.ServiceConfigurationError;
import org.junit.jupiter.api.Test;

class AthenaConnectOptionsTest {

    @Test
    void aUrlOfTheJdbcDriverIsRead() {
        var options = SqlConnectOptions.fromUri(
                "jdbc:athena://Region=eu-west-1;Database=shop;OutputLocation=s3://bucket/p/;User=key;Password=secret");

        assertThat(options).isInstanceOfSatisfying(AthenaConnectOptions.class, athena -> {
            assertThat(athena.getDatabase()).isEqualTo("shop");
            assertThat(athena.getUser()).isEqualTo("key");
            assertThat(athena.getPassword()).isEqualTo("secret");
            assertThat(athena.getProperties())
                    .containsEntry("Region", "eu-west-1")
                    .containsEntry("OutputLocation", "s3://bucket/p/");
            assertThat(athena.getSocketAddress()).hasToString("athena.eu-west-1.amazonaws.com:443");
        });
    }

    @Test
    void theFormWithAQueryIsRead() {
        var options = AthenaConnectOptions.fromUri("athena:shop?Region=eu-west-1&WorkGroup=etl");

        assertThat(options.toSettings().toMap())
                .containsEntry("Database", "shop")
                .containsEntry("Region", "eu-west-1")
                .containsEntry("WorkGroup", "etl");
    }

    @Test
    void optionsAndSettingsAreTheSame() {
        var options = new AthenaConnectOptions()
                .setRegion("eu-west-1")
                .setWorkGroup("etl")
                .setOutputLocation("s3://bucket/p/")
                .setCatalog("lake")
                .setDatabase("shop")
                .setResultBufferBytes(1000)
                .addProperty("AthenaEndpoint", "http://127.0.0.1:4566");

        var settings = options.toSettings();

        assertThat(settings.get("Database")).contains("shop");
        assertThat(settings.get("ResultBufferBytes")).contains("1000");
        assertThat(AthenaConnectOptions.of(settings).toSettings()).isEqualTo(settings);
        assertThat(options.getSocketAddress()).hasToString("127.0.0.1:4566");
    }

    @Test
    void jsonGoesThereAndBack() {
        var options = new AthenaConnectOptions().setRegion("eu-west-1").setDatabase("shop");

        assertThat(new AthenaConnectOptions(options.toJson()).toSettings()).isEqualTo(options.toSettings());
        assertThat(options.merge(new JsonObject().put("database", "other")).getDatabase())
                .isEqualTo("other");
        assertThat(new AthenaConnectOptions((SqlConnectOptions) options).toSettings())
                .isEqualTo(options.toSettings());
    }

    @Test
    void jsonMayHoldSettingsBesideTheProperties() {
        var options = new AthenaConnectOptions(new JsonObject()
                .put("region", "eu-west-1")
                .put("workGroup", "reports")
                .put("fetchSize", 500)
                .put("enableResultReuseByAge", true)
                .put("database", "shop")
                .put("properties", new JsonObject().put("Region", "us-east-1")));

        assertThat(options.toSettings())
                .isEqualTo(AthenaSettings.fromUrl("athena://Region=eu-west-1;WorkGroup=reports;FetchSize=500;"
                        + "EnableResultReuseByAge=true;Database=shop"));
        assertThat(options.merge(new JsonObject().put("region", "eu-north-1")).getProperty("Region"))
                .isEqualTo("eu-north-1");
        assertThat(new AthenaConnectOptions(options.toJson()).toSettings()).isEqualTo(options.toSettings());
    }

    @Test
    void anUnknownSettingIsRefusedWithTheNearest() {
        assertThatThrownBy(() -> AthenaConnectOptions.fromUri("athena://Regin=eu-west-1"))
                .isInstanceOf(AthenaDatabaseException.class)
                .hasMessageContaining("Did you mean Region?");
        assertThatThrownBy(() ->
                        new AthenaConnectOptions().addProperty("Regin", "x").toSettings())
                .isInstanceOf(AthenaDatabaseException.class);
    }

    @Test
    void anotherDatabasesUrlIsLeftAlone() {
        assertThatThrownBy(() -> SqlConnectOptions.fromUri("postgresql://host/db"))
                .isInstanceOf(ServiceConfigurationError.class);
        assertThatThrownBy(() -> AthenaConnectOptions.fromUri("postgresql://host/db"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Not a URL of Athena");
    }

    @Test
    void anotherDatabasesOptionsAreLeftAlone() {
        assertThatThrownBy(() -> Pool.pool(new SqlConnectOptions().setHost("h").setPort(1)))
                .isInstanceOf(ServiceConfigurationError.class);
    }

    @Test
    void optionsOfNoDatabaseAreTakenWhenAllTheyHoldIsAthenas() {
        var driver = AthenaDriver.INSTANCE;
        var copied = new SqlConnectOptions(AthenaConnectOptions.fromUri("athena://Region=eu-west-1;Database=shop"));

        assertThat(driver.acceptsOptions(copied)).isTrue();
        assertThat(new AthenaConnectOptions(copied).toSettings().get("Database"))
                .contains("shop");
        assertThat(driver.acceptsOptions(new SqlConnectOptions())).isFalse();
        assertThat(driver.acceptsOptions(new SqlConnectOptions(copied).setHost("db.example")))
                .isFalse();
        assertThat(driver.acceptsOptions(new SqlConnectOptions(copied).addProperty("application_name", "x")))
                .isFalse();
        assertThat(driver.acceptsOptions(new SqlConnectOptions(copied) {})).isFalse();
    }

    @Test
    void aHostHasNoMeaning() {
        assertThatThrownBy(() -> new AthenaConnectOptions().setHost("h")).hasMessageContaining("AthenaEndpoint");
        assertThatThrownBy(() -> new AthenaConnectOptions(new SqlConnectOptions().setHost("h")))
                .hasMessageContaining("AthenaEndpoint");
    }
}
