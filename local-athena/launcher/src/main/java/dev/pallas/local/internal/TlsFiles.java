package dev.pallas.local.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;

/**
 * A key and a certificate for HTTPS to this machine, made once and kept in a folder: the key store of the server, and the certificate as
 * clients want to have it.
 *
 * @param keyStore PKCS #12, with the key
 * @param trustStore PKCS #12, with the certificate alone
 * @param certificate in PEM
 */
public record TlsFiles(Path keyStore, Path trustStore, Path certificate) {
    /** Of both stores. It protects nothing: who can read the folder has the key. */
    public static final String PASSWORD = "changeit";

    private static final String ALIAS = "local-athena";
    /** Virtual hosts of buckets included; some clients take no wildcard that stands right before localhost. */
    private static final String NAMES = "san=dns:localhost,dns:*.localhost,dns:pallas-results.localhost,"
            + "dns:pallas-warehouse.localhost,ip:127.0.0.1,ip:0:0:0:0:0:0:0:1";

    /** The files of a folder, made if they are not there. */
    static TlsFiles in(Path folder, JavaRuntime java) throws IOException {
        Files.createDirectories(folder);
        var files =
                new TlsFiles(folder.resolve("key.p12"), folder.resolve("trust.p12"), folder.resolve("certificate.pem"));
        if (!Files.exists(files.keyStore)) {
            files.generate(java);
        }
        files.tellCertificate();
        return files;
    }

    /** The JDK has no public API that makes certificates, but a tool. */
    private void generate(JavaRuntime java) throws IOException {
        var made = Files.createTempDirectory(keyStore.toAbsolutePath().getParent(), "new-");
        try {
            var store = made.resolve("key.p12");
            var tool = new ProcessBuilder(
                            java.keytool().toString(),
                            "-genkeypair",
                            "-alias",
                            ALIAS,
                            "-keyalg",
                            "EC",
                            "-groupname",
                            "secp256r1",
                            "-dname",
                            "CN=local-athena",
                            "-validity",
                            "3650",
                            "-ext",
                            NAMES,
                            "-storetype",
                            "PKCS12",
                            "-keystore",
                            store.toString(),
                            "-storepass",
                            PASSWORD)
                    .redirectErrorStream(true)
                    .start();
            String said;
            try (var output = tool.getInputStream()) {
                said = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            }
            if (tool.waitFor() != 0) {
                throw new IOException("No certificate could be made in " + keyStore.getParent() + ": " + said.strip());
            }
            Files.move(store, keyStore, StandardCopyOption.ATOMIC_MOVE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The thread was interrupted while a certificate was made.", e);
        } finally {
            Folders.delete(made);
        }
    }

    private void tellCertificate() throws IOException {
        try {
            var keys = KeyStore.getInstance(keyStore.toFile(), PASSWORD.toCharArray());
            Certificate own = keys.getCertificate(ALIAS);
            if (own == null) {
                throw new IOException(keyStore + " has no certificate of local-athena: delete it for a new one.");
            }
            var trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry(ALIAS, own);
            try (var out = Files.newOutputStream(trustStore)) {
                trusted.store(out, PASSWORD.toCharArray());
            }
            var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(own.getEncoded());
            Files.writeString(certificate, "-----BEGIN CERTIFICATE-----\n" + lines + "\n-----END CERTIFICATE-----\n");
        } catch (GeneralSecurityException e) {
            throw new IOException(keyStore + " cannot be read: delete it for a new one (" + e.getMessage() + ")", e);
        }
    }
}
