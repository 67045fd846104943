package dev.pallas.local.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsFilesTest {
    @TempDir
    private Path folder;

    @Test
    void oneCertificateIsMadeAndKept() throws Exception {
        var made = TlsFiles.in(folder.resolve("new/tls"), JavaRuntime.chosen());
        var first = Files.readString(made.certificate());
        var kept = TlsFiles.in(folder.resolve("new/tls"), JavaRuntime.chosen());

        assertThat(kept).isEqualTo(made);
        assertThat(Files.readString(kept.certificate())).isEqualTo(first);
        try (var files = Files.list(folder.resolve("new/tls"))) {
            assertThat(files.map(Path::getFileName).map(Path::toString))
                    .containsExactlyInAnyOrder("key.p12", "trust.p12", "certificate.pem");
        }
        X509Certificate certificate;
        try (var in = Files.newInputStream(made.certificate())) {
            certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
        assertThat(certificate.getSubjectAlternativeNames().stream().map(name -> (Object) name.get(1)))
                .isEqualTo(List.of(
                        "localhost",
                        "*.localhost",
                        "pallas-results.localhost",
                        "pallas-warehouse.localhost",
                        "127.0.0.1",
                        "0:0:0:0:0:0:0:1"));
        var trusted = KeyStore.getInstance(made.trustStore().toFile(), TlsFiles.PASSWORD.toCharArray());
        assertThat(trusted.size()).isEqualTo(1);
        assertThat(trusted.isKeyEntry("local-athena")).isFalse();
        assertThat(trusted.getCertificate("local-athena")).isEqualTo(certificate);
    }

    @Test
    void aKeyStoreThatIsNoneIsNamed() throws Exception {
        Files.writeString(folder.resolve("key.p12"), "nothing of this kind");

        assertThatThrownBy(() -> TlsFiles.in(folder, JavaRuntime.chosen()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("key.p12 cannot be read: delete it for a new one");
    }
}
