package dev.mentions.producer.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mentions.http.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a stream of posts.
 *
 * @param accepted posts that the broker has acknowledged
 * @param refused posts that can never be accepted as they are
 * @param failed posts that were read and not acknowledged; sending them again is harmless
 * @param errors what was wrong, by line, of the first lines only
 * @param resumeFrom the first line that has to be sent again, with all after it; absent when the stream was handled
 *     to its end
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StreamResult(
        long accepted,
        long refused,
        long failed,
        List<LineError> errors,
        @Nullable Long resumeFrom) {

    public StreamResult {
        errors = List.copyOf(errors);
    }

    /**
     * What is wrong with a line.
     *
     * @param line from 1
     * @param status the HTTP status the post would have had on its own
     * @param code for programs
     * @param field the post's field at fault, if it is one
     * @param detail for a person
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record LineError(
            long line, int status, String code, @Nullable String field, String detail) {

        static LineError of(long line, Problem problem) {
            return new LineError(line, problem.status(), problem.code(), problem.field(), problem.detail());
        }
    }

    /** Returns the HTTP status that says it: all accepted, some refused, or cut short. */
    int status() {
        if (resumeFrom != null) {
            return PostFault.BROKER_AWAY.status();
        }
        return refused == 0 ? 202 : 207;
    }
}
