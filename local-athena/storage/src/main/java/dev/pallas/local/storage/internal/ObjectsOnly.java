package dev.pallas.local.storage.internal;

import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.domain.Blob;
import org.jclouds.blobstore.domain.BlobMetadata;
import org.jclouds.blobstore.domain.PageSet;
import org.jclouds.blobstore.domain.StorageMetadata;
import org.jclouds.blobstore.domain.StorageType;
import org.jclouds.blobstore.domain.internal.PageSetImpl;
import org.jclouds.blobstore.options.GetOptions;
import org.jclouds.blobstore.options.ListContainerOptions;
import org.jclouds.blobstore.util.ForwardingBlobStore;
import org.jspecify.annotations.Nullable;

/**
 * Hides the folders of the file system: S3 knows only objects, and a folder that nobody put as an object is none. One that somebody did has
 * a hash.
 */
public final class ObjectsOnly extends ForwardingBlobStore {
    public ObjectsOnly(BlobStore store) {
        super(store);
    }

    @Override
    public PageSet<? extends StorageMetadata> list(String container) {
        return list(container, ListContainerOptions.NONE);
    }

    @Override
    public PageSet<? extends StorageMetadata> list(String container, ListContainerOptions options) {
        var page = super.list(container, options);
        if (options.getDelimiter() != null) {
            // here folders are what is asked for
            return page;
        }
        var objects = page.stream().filter(entry -> !isFolder(entry)).toList();
        return new PageSetImpl<StorageMetadata>(objects, page.getNextMarker());
    }

    @Override
    public @Nullable BlobMetadata blobMetadata(String container, String name) {
        var metadata = super.blobMetadata(container, name);
        return metadata == null || isFolder(metadata) ? null : metadata;
    }

    @Override
    public @Nullable Blob getBlob(String container, String name) {
        return getBlob(container, name, GetOptions.NONE);
    }

    @Override
    public @Nullable Blob getBlob(String container, String name, GetOptions options) {
        var blob = super.getBlob(container, name, options);
        return blob == null || isFolder(blob.getMetadata()) ? null : blob;
    }

    static boolean isFolder(StorageMetadata entry) {
        return (entry.getType() == StorageType.FOLDER || entry.getType() == StorageType.RELATIVE_PATH)
                && entry.getETag() == null;
    }
}
