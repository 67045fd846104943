package dev.pallas.driver.internal.result;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * Bytes that come bit by bit, gathered in pieces of one size, the last of which may be smaller. Each piece but the last is complete with
 * its bytes; the last one only when it is known that there are no more. Each has some room before its bytes, which its reader may use.
 * Used by one thread at a time.
 */
final class Pieces {
    private static final byte[] NOTHING = new byte[0];

    private final int size;
    private final int pieceSize;
    private final int headroom;
    private final List<CompletableFuture<byte[]>> futures;
    private int received;
    private int announced;
    /** The piece that is being filled. */
    private byte[] piece = NOTHING;

    /**
     * Makes room for nothing yet.
     *
     * @param headroom how many bytes stand free at the start of each piece
     */
    Pieces(int size, int pieceSize, int headroom) {
        this.size = size;
        this.pieceSize = pieceSize;
        this.headroom = headroom;
        var count = size == 0 ? 1 : (size - 1) / pieceSize + 1;
        this.futures = IntStream.range(0, count)
                .mapToObj(i -> new CompletableFuture<byte[]>())
                .toList();
    }

    List<CompletableFuture<byte[]>> futures() {
        return futures;
    }

    int received() {
        return received;
    }

    int missing() {
        return size - received;
    }

    /** So many bytes may follow; room is made for no more. */
    void announce(long bytes) {
        announced = (int) Math.min(size, received + bytes);
    }

    /** Adds bytes. What would be more than all is left in the buffer. */
    void add(ByteBuffer buffer) {
        while (buffer.hasRemaining() && received < size) {
            var start = received / pieceSize * pieceSize;
            var inPiece = received - start;
            if (headroom + inPiece >= piece.length) {
                grow(start);
            }
            var part = Math.min(buffer.remaining(), piece.length - headroom - inPiece);
            buffer.get(piece, headroom + inPiece, part);
            received += part;
            if (received == start + pieceSize && received < size) {
                futures.get(start / pieceSize).complete(take(pieceSize));
            }
        }
    }

    private void grow(int start) {
        var room = Math.min(pieceSize, size - start);
        // all that was announced, and otherwise twice as much as before
        var wanted = Math.max(announced - start, 2 * (piece.length - headroom));
        piece = Arrays.copyOf(piece, headroom + Math.max(1, Math.min(room, wanted)));
    }

    private byte[] take(int length) {
        var all = headroom + length;
        var taken = piece.length == all ? piece : Arrays.copyOf(piece, all);
        piece = NOTHING;
        return taken;
    }

    /** There are no more: all pieces are complete, though they may be smaller or empty. */
    void end() {
        var current = Math.min(received / pieceSize, futures.size() - 1);
        futures.get(current).complete(take(received - current * pieceSize));
        futures.forEach(future -> future.complete(new byte[headroom]));
    }

    void fail(Throwable failure) {
        futures.forEach(future -> future.completeExceptionally(failure));
    }
}
