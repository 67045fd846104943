package dev.pallas.local.storage.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.domain.Blob;
import org.jclouds.blobstore.domain.BlobAccess;
import org.jclouds.blobstore.domain.BlobMetadata;
import org.jclouds.blobstore.domain.MultipartPart;
import org.jclouds.blobstore.domain.MultipartUpload;
import org.jclouds.blobstore.domain.MutableBlobMetadata;
import org.jclouds.blobstore.domain.MutableStorageMetadata;
import org.jclouds.blobstore.domain.PageSet;
import org.jclouds.blobstore.domain.StorageMetadata;
import org.jclouds.blobstore.domain.internal.PageSetImpl;
import org.jclouds.blobstore.options.CopyOptions;
import org.jclouds.blobstore.options.GetOptions;
import org.jclouds.blobstore.options.ListContainerOptions;
import org.jclouds.blobstore.options.PutOptions;
import org.jclouds.blobstore.util.ForwardingBlobStore;
import org.jclouds.io.Payload;
import org.jspecify.annotations.Nullable;

/**
 * Lets a file system hold every key that S3 can: {@code a} beside {@code a/b}, {@code a//b}, {@code a/}, {@code ..}. The name of an object's
 * file ends with a character that sorts before all others, so it is never that of a folder and the order of keys stays; the name of a folder
 * that would be none has another such character. Parts of uploads are hidden until they are one object.
 */
public final class SafeKeys extends ForwardingBlobStore {
    private static final String OBJECT = "\u0001";
    private static final String FOLDER = "\u0002";
    /** Ends a folder that holds the first part of a name too long for a file system. */
    private static final String LONG = "\u0003";
    /** Leaves room for what the file system store adds while it writes. */
    private static final int MAX_NAME_BYTES = 200;

    /** What the file system store begins the names of parts with. */
    private static final String PARTS = ".mpus-";
    /** Makes the object that S3Proxy keeps for an upload, by the upload's id, look like its parts. */
    private static final String UPLOAD = PARTS + "upload-";

    public SafeKeys(BlobStore store) {
        super(store);
    }

    /** Whether no key may hold this, since names of files do. */
    static boolean isReserved(String key) {
        return key.contains(OBJECT) || key.contains(FOLDER) || key.contains(LONG);
    }

    /** Whether a file is one that the file system store writes before it gives it its name: more follows what an object's name ends with. */
    static boolean isHalfWritten(String stored) {
        return stored.contains(OBJECT + "-");
    }

    /** Deletes what a process that was killed has left half-written. */
    public static void deleteHalfWritten(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : (Iterable<Path>) files::iterator) {
                if (isHalfWritten(file.getFileName().toString())) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    static String stored(String key) {
        return storedPrefix(key) + OBJECT;
    }

    static String storedPrefix(String prefix) {
        var slash = prefix.lastIndexOf('/');
        var stored = new StringBuilder();
        if (slash >= 0) {
            for (var folder : prefix.substring(0, slash).split("/", -1)) {
                var isNone = folder.isEmpty() || folder.equals(".") || folder.equals("..");
                appendName(stored, folder);
                stored.append(isNone ? FOLDER : "").append('/');
            }
        }
        appendName(stored, prefix.substring(slash + 1));
        return stored.toString();
    }

    private static void appendName(StringBuilder stored, String name) {
        var bytes = 0;
        for (var at = 0; at < name.length(); ) {
            var c = name.codePointAt(at);
            var length = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
            if (bytes + length > MAX_NAME_BYTES) {
                stored.append(LONG).append('/');
                bytes = 0;
            }
            stored.appendCodePoint(c);
            bytes += length;
            at += Character.charCount(c);
        }
    }

    static String key(String stored) {
        return stored.replace(OBJECT, "").replace(FOLDER, "").replace(LONG + "/", "");
    }

    // ---- lists

    @Override
    public PageSet<? extends StorageMetadata> list(String container, ListContainerOptions options) {
        var asked = options.clone();
        if (options.getPrefix() != null) {
            asked.prefix(storedPrefix(options.getPrefix()));
        }
        if (options.getMarker() != null) {
            asked.afterMarker(stored(options.getMarker()));
        }
        var entries = new ArrayList<StorageMetadata>();
        var next = collect(container, asked, entries);
        return new PageSetImpl<>(entries, next == null ? null : key(next));
    }

    /** Adds what is stored, by its keys. */
    private @Nullable String collect(String container, ListContainerOptions options, List<StorageMetadata> entries) {
        var page = super.list(container, options);
        for (var entry : page) {
            var name = entry.getName();
            if (name.endsWith(LONG + "/")) {
                // no folder, but the rest of names
                collect(container, options.clone().prefix(name), entries);
            } else if (!name.startsWith(PARTS) && !isHalfWritten(name)) {
                ((MutableStorageMetadata) entry).setName(key(name));
                entries.add(entry);
            }
        }
        return page.getNextMarker();
    }

    // ---- objects

    private static Blob renamed(Blob blob) {
        blob.getMetadata().setName(stored(blob.getMetadata().getName()));
        return blob;
    }

    @Override
    public String putBlob(String container, Blob blob) {
        return super.putBlob(container, renamed(blob));
    }

    @Override
    public String putBlob(String container, Blob blob, PutOptions options) {
        return super.putBlob(container, renamed(blob), options);
    }

    @Override
    public String copyBlob(
            String fromContainer, String fromName, String toContainer, String toName, CopyOptions options) {
        return super.copyBlob(fromContainer, stored(fromName), toContainer, stored(toName), options);
    }

    @Override
    public boolean blobExists(String container, String name) {
        return super.blobExists(container, stored(name));
    }

    @Override
    public @Nullable BlobMetadata blobMetadata(String container, String name) {
        return super.blobMetadata(container, stored(name));
    }

    @Override
    public @Nullable Blob getBlob(String container, String name, GetOptions options) {
        return super.getBlob(container, stored(name), options);
    }

    @Override
    public void removeBlob(String container, String name) {
        super.removeBlob(container, stored(name));
    }

    @Override
    public void removeBlobs(String container, Iterable<String> names) {
        var stored = new ArrayList<String>();
        names.forEach(name -> stored.add(stored(name)));
        super.removeBlobs(container, stored);
    }

    @Override
    public BlobAccess getBlobAccess(String container, String name) {
        return super.getBlobAccess(container, stored(name));
    }

    @Override
    public void setBlobAccess(String container, String name, BlobAccess access) {
        super.setBlobAccess(container, stored(name), access);
    }

    // ---- uploads

    @Override
    public MultipartUpload initiateMultipartUpload(String container, BlobMetadata metadata, PutOptions options) {
        var key = metadata.getName();
        ((MutableBlobMetadata) metadata).setName(stored(key));
        var upload = super.initiateMultipartUpload(container, metadata, options);
        return MultipartUpload.create(container, key, UPLOAD + upload.id(), metadata, options);
    }

    private static MultipartUpload inside(MultipartUpload upload) {
        var id = upload.id().startsWith(UPLOAD) ? upload.id().substring(UPLOAD.length()) : upload.id();
        return MultipartUpload.create(
                upload.containerName(), stored(upload.blobName()), id, upload.blobMetadata(), upload.putOptions());
    }

    @Override
    public void abortMultipartUpload(MultipartUpload upload) {
        super.abortMultipartUpload(inside(upload));
    }

    @Override
    public String completeMultipartUpload(MultipartUpload upload, List<MultipartPart> parts) {
        return super.completeMultipartUpload(inside(upload), parts);
    }

    @Override
    public MultipartPart uploadMultipartPart(MultipartUpload upload, int number, Payload payload) {
        return super.uploadMultipartPart(inside(upload), number, payload);
    }

    @Override
    public List<MultipartPart> listMultipartUpload(MultipartUpload upload) {
        return super.listMultipartUpload(inside(upload));
    }

    @Override
    public List<MultipartUpload> listMultipartUploads(String container) {
        return super.listMultipartUploads(container).stream()
                .map(upload -> MultipartUpload.create(
                        container,
                        key(upload.blobName()),
                        UPLOAD + upload.id(),
                        upload.blobMetadata(),
                        upload.putOptions()))
                .toList();
    }
}
