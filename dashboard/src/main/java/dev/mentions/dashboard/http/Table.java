package dev.mentions.dashboard.http;

import java.util.List;

/** An answer that can also be had as CSV. */
interface Table {

    /** Returns what a download is called, without an ending. */
    String fileName();

    List<String> header();

    List<List<Object>> rows();
}
