package dev.pallas.driver.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pallas.driver.AthenaSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlParserTest {

    private static String read(String url) {
        return AthenaSettings.fromUrl(url).toMap().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .reduce((a, b) -> a + ";" + b)
                .orElse("");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc:awsathena://AwsRegion=us-east-1;Schema=db;           | Database=db;Region=us-east-1",
                "jdbc:awsathena://athena.eu-west-1.amazonaws.com:443;      | Region=eu-west-1",
                "jdbc:awsathena://athena.eu-west-1.amazonaws.com:443/;Schema=a | Database=a;Region=eu-west-1",
                "jdbc:awsathena://athena.cn-north-1.amazonaws.com.cn;AwsRegion=cn-north-1 | Region=cn-north-1",
                "jdbc:awsathena://athena.us-east-1.amazonaws.com:443/AwsDataCatalog/sales | Catalog=AwsDataCatalog;Database=sales;Region=us-east-1",
                "jdbc:awsathena://athena.us-east-1.amazonaws.com:443/awsdatacatalog/ | Catalog=awsdatacatalog;Region=us-east-1",
                "jdbc:awsathena://vpce-1.athena.us-east-1.vpce.amazonaws.com:443;AwsRegion=us-east-1 | AthenaEndpoint=vpce-1.athena.us-east-1.vpce.amazonaws.com:443;Region=us-east-1",
                "jdbc:athena://http://localhost:8080/sales;Region=us-east-1 | AthenaEndpoint=http://localhost:8080;Database=sales;Region=us-east-1",
                "jdbc:athena://localhost:8080?Region=us-east-1&Database=a%26b | AthenaEndpoint=localhost:8080;Database=a&b;Region=us-east-1",
                "jdbc:athena://localhost:8080/a;Database=b                 | AthenaEndpoint=localhost:8080;Database=b",
                "JDBC:Athena://region=us-east-1                            | Region=us-east-1",
                "athena://Region=us-east-1                                 | Region=us-east-1",
                "jdbc:athena:?Region=us-east-1                             | Region=us-east-1",
                "jdbc:athena:db                                            | Database=db",
                "jdbc:athena://;;Region=us-east-1;;                        | Region=us-east-1",
                "jdbc:athena:db?AthenaEndpoint=http%3A%2F%2F127.0.0.1%3A1&S3Endpoint=http://127.0.0.1:2 | AthenaEndpoint=http://127.0.0.1:1;Database=db;S3Endpoint=http://127.0.0.1:2"
            })
    void eachForm(String url, String settings) {
        assertThat(read(url)).isEqualTo(settings);
    }

    @Test
    void aValueInQuotesHoldsWhatWouldEndIt() {
        assertThat(read("jdbc:athena://ApplicationName=\"a;b=\"\"c\"\"\";Region=us-east-1;QueryTags=a=\"b"))
                .isEqualTo("ApplicationName=a;b=\"c\";QueryTags=a=\"b;Region=us-east-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"jdbc:athena://User=;Password=;Region=us-east-1", "jdbc:athena:?User=&Password=&Region=us-east-1"
            })
    void anEmptyValueIsNone(String url) {
        assertThat(read(url)).isEqualTo("Region=us-east-1");
        assertThat(AthenaSettings.fromUrl(url, Map.of("user", "", "password", " ", "UID", ""))
                        .toMap())
                .isEqualTo(Map.of("Region", "us-east-1"));
    }

    @Test
    void propertiesThatAreEmptyLeaveTheUrlsKeys() {
        assertThat(AthenaSettings.fromUrl("jdbc:athena://User=u;Password=p", Map.of("user", "", "password", ""))
                        .toMap())
                .isEqualTo(Map.of("User", "u", "Password", "p"));
    }
}
