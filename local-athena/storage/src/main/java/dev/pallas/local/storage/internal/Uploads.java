package dev.pallas.local.storage.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.domain.MultipartPart;
import org.jclouds.blobstore.domain.MultipartUpload;
import org.jclouds.blobstore.options.PutOptions;

/** What S3Proxy leaves out of uploads in parts: lists of parts in pages, and that the parts are named in their order. */
final class Uploads {
    private static final Pattern NUMBER = Pattern.compile("<PartNumber>\\s*(\\d{1,9})\\s*</PartNumber>");
    /** More than 10,000 parts need. */
    private static final int MOST_BYTES = 4 << 20;

    private final BlobStore store;

    Uploads(BlobStore store) {
        this.store = store;
    }

    /** The document that answers ListParts. */
    String parts(S3Request request) throws Refusal {
        var query = request.query();
        var id = String.valueOf(query.get("uploadId"));
        var marker = Listing.number(query, "part-number-marker", 0);
        var most = Math.min(Listing.number(query, "max-parts", 1000), 1000);
        var metadata = store.blobBuilder(request.key()).build().getMetadata();
        var upload = MultipartUpload.create(request.bucket(), request.key(), id, metadata, new PutOptions());
        List<MultipartPart> parts = store.listMultipartUpload(upload).stream()
                .filter(part -> part.partNumber() > marker)
                .sorted(Comparator.comparing(MultipartPart::partNumber))
                .toList();
        var shown = parts.subList(0, Math.min(most, parts.size()));
        var xml = new StringBuilder("<ListPartsResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">");
        Listing.element(xml, "Bucket", request.bucket());
        Listing.element(xml, "Key", request.key());
        Listing.element(xml, "UploadId", id);
        Listing.element(xml, "PartNumberMarker", String.valueOf(marker));
        if (!shown.isEmpty()) {
            Listing.element(
                    xml,
                    "NextPartNumberMarker",
                    String.valueOf(shown.get(shown.size() - 1).partNumber()));
        }
        Listing.element(xml, "MaxParts", String.valueOf(most));
        Listing.element(xml, "IsTruncated", String.valueOf(shown.size() < parts.size()));
        Listing.element(xml, "StorageClass", "STANDARD");
        for (var part : shown) {
            xml.append("<Part>");
            Listing.element(xml, "PartNumber", String.valueOf(part.partNumber()));
            Listing.element(xml, "LastModified", Listing.time(part.lastModified()));
            Listing.element(xml, "ETag", Listing.quoted(part.partETag()));
            Listing.element(xml, "Size", String.valueOf(part.partSize()));
            xml.append("</Part>");
        }
        return xml.append("</ListPartsResult>").toString();
    }

    /** The request to complete an upload, once its parts are known to be in order. */
    static S3Request checkOrder(S3Request request) throws IOException {
        var body = request.getInputStream().readNBytes(MOST_BYTES);
        var numbers = NUMBER.matcher(new String(body, StandardCharsets.UTF_8));
        for (var last = 0; numbers.find(); ) {
            var number = Integer.parseInt(numbers.group(1));
            if (number <= last) {
                throw new Refusal(
                        400,
                        "InvalidPartOrder",
                        "The list of parts was not in ascending order. Parts must be ordered by part number.");
            }
            last = number;
        }
        return new PlainRequest(request, new ByteArrayInputStream(body));
    }
}
