package dev.pallas.local.internal.engine;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.io.compress.CompressionInputStream;
import org.apache.hadoop.io.compress.Decompressor;
import org.apache.hadoop.io.compress.Lz4Codec;

/** LZ4 in blocks, of files that have such blocks. */
public final class CheckedLz4 extends Lz4Codec {
    @Override
    public CompressionInputStream createInputStream(InputStream in, Decompressor decompressor) throws IOException {
        return super.createInputStream(HadoopBlocks.checked(in, "LZ4"), decompressor);
    }
}
