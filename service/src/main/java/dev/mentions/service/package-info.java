/** What every process of Mentions needs beside its own work: settings, a management port, log and telemetry, an orderly stop. */
@NullMarked
package dev.mentions.service;

import org.jspecify.annotations.NullMarked;
