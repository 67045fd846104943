package dev.pallas.local.storage.internal;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import org.jspecify.annotations.Nullable;

/** A checksum over a whole body, by the name of the header or trailer that carries it. */
final class BodyChecksum {
    private static final String PREFIX = "x-amz-checksum-";

    private final Checksum sum;
    private final Supplier<byte[]> value;

    private BodyChecksum(Checksum sum, Supplier<byte[]> value) {
        this.sum = sum;
        this.value = value;
    }

    /** The checksum that a header of this name carries; null if it is no checksum that is known here. */
    static @Nullable BodyChecksum of(String trailer) {
        return switch (trailer) {
            case PREFIX + "crc32" -> ofInt(new CRC32());
            case PREFIX + "crc32c" -> ofInt(new CRC32C());
            case PREFIX + "crc64nvme" -> ofLong(new Crc64Nvme());
            case PREFIX + "sha1" -> ofDigest("SHA-1");
            case PREFIX + "sha256" -> ofDigest("SHA-256");
            default -> null;
        };
    }

    void update(byte[] data) {
        update(data, 0, data.length);
    }

    void update(byte[] data, int offset, int length) {
        sum.update(data, offset, length);
    }

    String base64() {
        return Base64.getEncoder().encodeToString(value.get());
    }

    private static BodyChecksum ofInt(Checksum sum) {
        return new BodyChecksum(
                sum, () -> ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }

    private static BodyChecksum ofLong(Checksum sum) {
        return new BodyChecksum(
                sum, () -> ByteBuffer.allocate(8).putLong(sum.getValue()).array());
    }

    private static BodyChecksum ofDigest(String algorithm) {
        try {
            var digest = MessageDigest.getInstance(algorithm);
            return new BodyChecksum(new DigestSum(digest), digest::digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private record DigestSum(MessageDigest digest) implements Checksum {
        @Override
        public void update(int b) {
            digest.update((byte) b);
        }

        @Override
        public void update(byte[] bytes, int offset, int length) {
            digest.update(bytes, offset, length);
        }

        @Override
        public long getValue() {
            throw new UnsupportedOperationException("a digest is no number");
        }

        @Override
        public void reset() {
            digest.reset();
        }
    }

    /** CRC-64/NVME: reflected, all ones in and out. */
    private static final class Crc64Nvme implements Checksum {
        private static final long POLYNOMIAL = 0x9a6c9329ac4bc9b5L;
        private static final long[] TABLE = table();

        private long crc = -1;

        private static long[] table() {
            var table = new long[256];
            for (var i = 0; i < 256; i++) {
                long value = i;
                for (var bit = 0; bit < 8; bit++) {
                    value = (value & 1) == 0 ? value >>> 1 : (value >>> 1) ^ POLYNOMIAL;
                }
                table[i] = value;
            }
            return table;
        }

        @Override
        public void update(int b) {
            crc = TABLE[(int) (crc ^ b) & 0xff] ^ (crc >>> 8);
        }

        @Override
        public void update(byte[] bytes, int offset, int length) {
            for (var i = offset; i < offset + length; i++) {
                update(bytes[i]);
            }
        }

        @Override
        public long getValue() {
            return ~crc;
        }

        @Override
        public void reset() {
            crc = -1;
        }
    }
}
