package dev.pallas.driver.internal.result;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PiecesTest {
    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(US_ASCII));
    }

    private static List<String> texts(Pieces pieces) {
        return pieces.futures().stream()
                .map(CompletableFuture::join)
                .map(bytes -> new String(bytes, US_ASCII))
                .toList();
    }

    @Test
    void aPieceIsCompleteWithItsBytesAndTheLastOneAtTheEnd() {
        var pieces = new Pieces(10, 4, 0);
        pieces.add(bytes("abc"));
        assertThat(pieces.futures()).hasSize(3).noneMatch(CompletableFuture::isDone);
        pieces.add(bytes("defgh"));
        assertThat(pieces.futures()).map(CompletableFuture::isDone).containsExactly(true, true, false);
        pieces.add(bytes("ij"));
        assertThat(pieces.futures().get(2)).isNotDone();
        assertThat(pieces.missing()).isZero();
        pieces.end();
        assertThat(texts(pieces)).containsExactly("abcd", "efgh", "ij");
    }

    @Test
    void bytesBeyondTheSizeAreLeft() {
        var pieces = new Pieces(4, 4, 0);
        var more = bytes("abcdef");
        pieces.add(more);
        pieces.end();
        assertThat(more.remaining()).isEqualTo(2);
        assertThat(texts(pieces)).containsExactly("abcd");
    }

    @Test
    void anEarlyEndLeavesSmallAndEmptyPieces() {
        var pieces = new Pieces(12, 4, 0);
        pieces.add(bytes("abcdef"));
        pieces.end();
        assertThat(texts(pieces)).containsExactly("abcd", "ef", "");
    }

    @Test
    void nothingIsOneEmptyPiece() {
        var pieces = new Pieces(0, 4, 0);
        pieces.end();
        assertThat(texts(pieces)).containsExactly("");
    }

    @Test
    void aFailureEndsWhatIsNotComplete() {
        var pieces = new Pieces(8, 4, 0);
        pieces.add(bytes("abcde"));
        pieces.fail(new IllegalStateException("cut"));
        assertThat(pieces.futures().get(0).join()).isEqualTo("abcd".getBytes(US_ASCII));
        assertThatThrownBy(pieces.futures().get(1)::join).hasRootCauseMessage("cut");
    }

    @Test
    void anySplitGivesTheSameBytes() {
        var random = new Random(7);
        for (var run = 0; run < 200; run++) {
            var all = new byte[random.nextInt(1, 200)];
            random.nextBytes(all);
            var pieceSize = random.nextInt(1, 60);
            var headroom = random.nextInt(3) * 5;
            var pieces = new Pieces(all.length, pieceSize, headroom);
            for (var at = 0; at < all.length; ) {
                var length = random.nextInt(1, all.length - at + 1);
                if (random.nextBoolean()) {
                    pieces.announce(length);
                }
                pieces.add(ByteBuffer.wrap(all, at, length));
                at += length;
                assertThat(pieces.received()).isEqualTo(at);
            }
            pieces.end();
            var joined = ByteBuffer.allocate(all.length);
            for (var future : pieces.futures()) {
                var piece = future.join();
                joined.put(piece, headroom, piece.length - headroom);
            }
            assertThat(joined.array()).isEqualTo(all);
        }
    }
}
