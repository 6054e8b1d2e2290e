package dev.mentions.streams.topology;

import dev.mentions.contract.Post;
import dev.mentions.contract.PublicationKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;

/** The identity of a post as a store's key: its publication's key and its id. */
final class SeenPostKey {

    private SeenPostKey() {}

    /** Returns the publication's key with its length before it, so that no two pairs are the same, and the id. */
    static Bytes of(Post post) {
        byte[] publication = PublicationKey.of(post.publication()).getBytes(StandardCharsets.UTF_8);
        byte[] id = post.id().getBytes(StandardCharsets.UTF_8);
        return Bytes.wrap(ByteBuffer.allocate(Integer.BYTES + publication.length + id.length)
                .putInt(publication.length)
                .put(publication)
                .put(id)
                .array());
    }
}
