package dev.pallas.local.internal.athena;

import dev.pallas.local.internal.s3.S3Location;
import dev.pallas.local.internal.s3.S3Objects;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;
import org.apache.iceberg.io.SeekableInputStream;

/** The files of Iceberg tables, for their metadata: small ones, which are read as a whole. */
final class IcebergFiles implements FileIO {
    private static final long serialVersionUID = 1L;

    private final transient S3Objects objects;

    IcebergFiles(S3Objects objects) {
        this.objects = objects;
    }

    @Override
    public InputFile newInputFile(String path) {
        return new Input(path);
    }

    @Override
    public OutputFile newOutputFile(String path) {
        return new Output(path);
    }

    @Override
    public void deleteFile(String path) {
        try {
            objects.delete(S3Location.of(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Input implements InputFile {
        private final String path;
        private byte[] content = {};
        private boolean read;

        Input(String path) {
            this.path = path;
        }

        private byte[] content() {
            if (!read) {
                try (var input = objects.open(S3Location.of(path))) {
                    content = input.readAllBytes();
                    read = true;
                } catch (FileNotFoundException e) {
                    throw new NotFoundException(e, "File does not exist: %s", path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return content;
        }

        @Override
        public long getLength() {
            return content().length;
        }

        @Override
        public SeekableInputStream newStream() {
            return new Stream(content());
        }

        @Override
        public String location() {
            return path;
        }

        @Override
        public boolean exists() {
            try {
                return objects.exists(S3Location.of(path));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class Stream extends SeekableInputStream {
        private final byte[] content;
        private ByteArrayInputStream rest;

        Stream(byte[] content) {
            this.content = content;
            this.rest = new ByteArrayInputStream(content);
        }

        @Override
        public long getPos() {
            return (long) content.length - rest.available();
        }

        @Override
        public void seek(long position) {
            var at = (int) Math.min(position, content.length);
            rest = new ByteArrayInputStream(content, at, content.length - at);
        }

        @Override
        public int read() {
            return rest.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return rest.read(target, offset, length);
        }
    }

    private final class Output implements OutputFile {
        private final String path;

        Output(String path) {
            this.path = path;
        }

        @Override
        public PositionOutputStream create() {
            if (toInputFile().exists()) {
                throw new AlreadyExistsException("File already exists: %s", path);
            }
            return createOrOverwrite();
        }

        @Override
        public PositionOutputStream createOrOverwrite() {
            var output = objects.create(S3Location.of(path));
            return new PositionOutputStream() {
                private long position;

                @Override
                public long getPos() {
                    return position;
                }

                @Override
                public void write(int b) throws IOException {
                    output.write(b);
                    position++;
                }

                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    output.write(bytes, offset, length);
                    position += length;
                }

                @Override
                public void close() throws IOException {
                    output.close();
                }
            };
        }

        @Override
        public String location() {
            return path;
        }

        @Override
        public InputFile toInputFile() {
            return new Input(path);
        }
    }
}
