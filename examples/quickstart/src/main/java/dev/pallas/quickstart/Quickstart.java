package dev.pallas.quickstart;

import dev.pallas.local.LocalAthena;
import dev.pallas.local.Tpch;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.util.Map;

/**
 * Starts an embedded Athena, loads TPC-H into it, and reads and writes with Jakarta Persistence and with Hibernate Reactive.
 * Every answer is compared with Trino's. Exits with 0 when all are the same.
 */
public final class Quickstart {
    private Quickstart() {}

    public static void main(String[] arguments) throws Exception {
        boolean ok;
        try {
            ok = run();
        } catch (Exception | Error e) {
            e.printStackTrace();
            ok = false;
        }
        // a driver that left a thread behind must not keep the program alive
        System.exit(ok ? 0 : 1);
    }

    private static boolean run() throws Exception {
        long begin = System.nanoTime();
        System.out.println("starting the embedded Athena ...");
        try (LocalAthena athena = LocalAthena.builder().tpch(Tpch.TINY).start()) {
            // what the environment of a program in the cloud would tell the AWS SDK: region, endpoints, credentials
            athena.systemProperties().forEach(System::setProperty);
            try (var reference = new Reference(athena.engineEndpoint());
                    var meter = new Meter()) {
                Report report = new Report(System.out, reference, meter);
                report.progress("Athena " + athena.athenaEndpoint() + ", S3 " + athena.s3Endpoint() + ", started in "
                        + (System.nanoTime() - begin) / 1_000_000 + " ms");
                new TpchLoader(report, athena.warehouseLocation()).load();
                Map<String, Object> schemaSettings = Map.of(
                        "jakarta.persistence.schema-generation.database.action",
                        "drop-and-create",
                        "hibernate.athena.warehouse_location",
                        athena.warehouseLocation() + "quickstart/");
                jpa(report, schemaSettings);
                reactive(report, schemaSettings);
                report.progress(memory());
                return report.print();
            }
        }
    }

    private static void jpa(Report report, Map<String, Object> schemaSettings) throws Exception {
        report.progress("JPA: booting, Hibernate makes the archive's table");
        try (Face face = new JpaFace(schemaSettings)) {
            new Tour(report, face).run();
        }
    }

    private static void reactive(Report report, Map<String, Object> schemaSettings) throws Exception {
        report.progress("Hibernate Reactive: booting");
        try (EntityManagerFactory tpch = Persistence.createEntityManagerFactory("tpch-reactive")) {
            try (EntityManagerFactory archive =
                            Persistence.createEntityManagerFactory("archive-reactive", schemaSettings);
                    Face face = new StageFace(tpch, archive)) {
                new Tour(report, face).run();
            }
            try (EntityManagerFactory archive =
                            Persistence.createEntityManagerFactory("archive-reactive", schemaSettings);
                    Face face = new MutinyFace(tpch, archive)) {
                new Tour(report, face).run();
            }
            report.progress("Stage: " + InFlight.QUERIES + " queries in flight at once");
            InFlight inFlight = new InFlight(tpch);
            report.read("Stage", InFlight.QUERIES + " queries in flight", InFlight.REFERENCE, inFlight::run);
            report.progress(inFlight.describe());
        }
    }

    private static String memory() {
        long heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
        return "peak heap of this client: " + heap / 1_000_000 + " MB";
    }
}
