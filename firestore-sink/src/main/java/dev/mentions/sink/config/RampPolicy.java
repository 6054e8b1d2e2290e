package dev.mentions.sink.config;

/** Whether the sink starts slowly, as Firestore wants it for new collections. */
public enum RampPolicy {

    /** 500 writes a second at first, half as many again every five minutes, halved when Firestore is overloaded. */
    ON,

    /** As fast as Firestore answers; for the emulator and databases that are known to be warm. */
    OFF
}
