package dev.pallas.driver.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pallas.driver.AthenaException;
import dev.pallas.driver.AthenaSettings;
import dev.pallas.driver.ResultFetcher;
import dev.pallas.driver.SettingDefinition;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    private static Options options(AthenaSettings settings, Map<String, String> environment) {
        return Options.of(settings.toMap(), name -> Optional.ofNullable(environment.get(name)));
    }

    @Test
    void theUrlOfAmazonsDriver() {
        var settings = AthenaSettings.fromUrl(
                "jdbc:athena://Region=us-east-1;WorkGroup=primary;OutputLocation=s3://bucket/prefix/;Database=db;"
                        + "AthenaEndpoint=http://127.0.0.1:1;S3Endpoint=localhost;User=key;Password=a+b/c%=;");
        var options = options(settings, Map.of());
        assertThat(settings.get("password")).contains("a+b/c%=");
        assertThat(options.region()).contains("us-east-1");
        assertThat(options.outputLocation()).contains("s3://bucket/prefix/");
        assertThat(options.athenaEndpoint()).contains(URI.create("http://127.0.0.1:1"));
        assertThat(options.s3Endpoint()).contains(URI.create("https://localhost"));
        assertThat(options.database()).isEqualTo("db");
    }

    @Test
    void theShortUrl() {
        var settings = AthenaSettings.fromUrl(
                "jdbc:athena:my%20db?Region=eu-west-1&OutputLocation=s3%3A%2F%2Fbucket%2Fp%26q%2F&Password=a+b&User=u");
        assertThat(settings.toMap())
                .containsEntry("Database", "my db")
                .containsEntry("Region", "eu-west-1")
                .containsEntry("OutputLocation", "s3://bucket/p&q/")
                .containsEntry("Password", "a+b");
        assertThat(AthenaSettings.fromUrl("athena:db").get("Schema")).contains("db");
        assertThat(AthenaSettings.fromUrl("jdbc:athena:").toMap()).isEmpty();
        assertThat(AthenaSettings.fromUrl("jdbc:athena://").toMap()).isEmpty();
    }

    @Test
    void namesAndAliasesInAnyCase() {
        var settings = AthenaSettings.of(Map.of("awsregion", "us-east-1", "SCHEMA", "db", "uid", "u", "pwd", "p"));
        assertThat(settings.toMap())
                .containsOnly(
                        Map.entry("Region", "us-east-1"),
                        Map.entry("Database", "db"),
                        Map.entry("User", "u"),
                        Map.entry("Password", "p"));
    }

    @Test
    void propertiesWinOverTheUrl() {
        assertThat(AthenaSettings.fromUrl("jdbc:athena:a", Map.of("Schema", "b"))
                        .get("Database"))
                .contains("b");
    }

    @Test
    void defaultsAndTheEnvironment() {
        var none = AthenaSettings.of(Map.of());
        var options = options(none, Map.of());
        assertThat(options.catalog()).isEqualTo("AwsDataCatalog");
        assertThat(options.database()).isEqualTo("default");
        assertThat(options.workGroup()).isEqualTo("primary");
        assertThat(options.outputLocation()).isEmpty();
        assertThat(options.fetcher()).isEqualTo(ResultFetcher.AUTO);
        assertThat(options.maxPollingInterval()).isEqualTo(Duration.ofSeconds(5));
        var environment = Map.of("AWS_ATHENA_S3_STAGING_DIR", "s3://env/", "AWS_ATHENA_WORK_GROUP", "wg");
        assertThat(options(none, environment).outputLocation()).contains("s3://env/");
        assertThat(options(none, environment).workGroup()).isEqualTo("wg");
        assertThat(options(none.with("WorkGroup", "mine"), environment).workGroup())
                .isEqualTo("mine");
    }

    @ParameterizedTest
    @CsvSource({"Regin,Region", "Databse,Database", "OutputLocations,OutputLocation", "FetchSiz,FetchSize"})
    void anUnknownNameSuggestsTheNearest(String name, String nearest) {
        assertThatExceptionOfType(AthenaException.class)
                .isThrownBy(() -> AthenaSettings.of(Map.of(name, "x")))
                .withMessage("Unknown setting " + name + ". Did you mean " + nearest + "?")
                .matches(e -> e.sqlState().equals("08001"));
    }

    @Test
    void aNameThatIsLikeNoOtherListsThemAll() {
        assertThatExceptionOfType(AthenaException.class)
                .isThrownBy(() -> AthenaSettings.of(Map.of("Zzzzzzzzzzzzzzz", "x")))
                .withMessageContaining("Known are Region, Catalog");
    }

    @ParameterizedTest
    @CsvSource({
        "Region,not a region",
        "OutputLocation,bucket/prefix",
        "AthenaEndpoint,ftp://host",
        "FetchSize,-1",
        "FetchSize,many",
        "ResultFetcher,GetQueryResultsStreams",
        "EnableResultReuseByAge,perhaps",
        "MaxResultReuseAgeInMinutes,10081",
        "CredentialsProvider,Okta",
        "CredentialsProvider,ProfileCredentials",
        "User,only",
        "EncryptionOption,SSE_KMS",
        "KmsKey,key",
        "ProxyHost,proxy",
        "ProxyPort,3128",
        "AclOption,PUBLIC"
    })
    void aValueThatIsNotValidIsRefused(String name, String value) {
        assertThatExceptionOfType(AthenaException.class)
                .isThrownBy(() -> AthenaSettings.of(Map.of(name, value)))
                .matches(e -> e.sqlState().equals("08001"))
                .withMessageContaining(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:mysql://x",
                "jdbc:athena://Region",
                "jdbc:athena:Region=us-east-1",
                "jdbc:athena://Region=us-east-1;AwsRegion=us-east-2",
                "jdbc:athena://Region=us-east-1;Password=\"open",
                "jdbc:athena://localhost/a/b/c;Region=us-east-1",
                "jdbc:athenas://Region=us-east-1",
                "jdbc:athena:db?Password=%zz&User=u"
            })
    void aUrlThatCannotBeReadIsRefused(String url) {
        assertThatExceptionOfType(AthenaException.class)
                .isThrownBy(() -> AthenaSettings.fromUrl(url))
                .matches(e -> e.sqlState().equals("08001"));
    }

    @Test
    void secretsAreHidden() {
        var settings = AthenaSettings.of(
                Map.of("User", "AKIA1", "Password", "s3cr3t", "SessionToken", "t0k3n", "Region", "us-east-1"));
        assertThat(settings.toString())
                .contains("Region=us-east-1", "Password=***")
                .doesNotContain("s3cr3t", "t0k3n", "AKIA1");
        assertThat(options(settings, Map.of()).toString()).doesNotContain("s3cr3t", "t0k3n", "AKIA1");
        assertThatExceptionOfType(AthenaException.class)
                .isThrownBy(() -> AthenaSettings.fromUrl("jdbc:athena://User=u;Password=a;b"))
                .withMessageNotContaining("b;")
                .withMessageContaining("not of the form");
    }

    @Test
    void eachNameIsDefinedOnce() {
        var seen = new HashSet<String>();
        for (SettingDefinition definition : AthenaSettings.definitions()) {
            assertThat(definition.description()).isNotBlank();
            assertThat(seen.add(definition.name().toLowerCase(Locale.ROOT))).isTrue();
            definition.aliases().forEach(alias -> assertThat(seen.add(alias.toLowerCase(Locale.ROOT)))
                    .isTrue());
        }
        assertThat(seen).noneMatch(AmazonNames.REFUSED::containsKey).noneMatch(AmazonNames.IGNORED::containsKey);
    }

    @Test
    void clientsThatDifferOnlyInDatabaseShareTheirConnection() {
        var one = AthenaSettings.fromUrl("jdbc:athena:one?Region=us-east-1");
        var two = AthenaSettings.fromUrl("jdbc:athena:two?Region=us-east-1");
        assertThat(Settings.connectionPart(one.toMap())).isEqualTo(Settings.connectionPart(two.toMap()));
        assertThat(Settings.connectionPart(one.with("Region", "us-east-2").toMap()))
                .isNotEqualTo(Settings.connectionPart(two.toMap()));
    }

    @Test
    void takesAmazonsStreamingFetcherForTheOneWithTheSameRows() {
        var settings = AthenaSettings.of(Map.of("ResultFetcher", "GetQueryResultsStream"));
        assertThat(Options.of(settings.toMap(), name -> Optional.empty()).fetcher())
                .isEqualTo(ResultFetcher.GET_QUERY_RESULTS);
    }
}
