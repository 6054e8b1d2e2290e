package dev.mentions.ner.extract;

/** A name of one text while its entities are worked out. */
final class FoundName {

    private final EntityName name;
    private int count;
    private int countOfForms;
    private FoundName entity = this;

    FoundName(EntityName name) {
        this.name = name;
    }

    EntityName name() {
        return name;
    }

    EntityType type() {
        return name.type();
    }

    String key() {
        return name.key();
    }

    void count() {
        count++;
    }

    /** Makes it a form of another name, which is no form of a third. */
    void isFormOf(FoundName full) {
        entity = full;
        full.countOfForms += countWithForms();
    }

    boolean isForm() {
        return entity != this;
    }

    /** Returns the name that it counts for: itself, or the one it is a form of. */
    FoundName entity() {
        FoundName last = entity;
        while (last.isForm()) {
            last = last.entity;
        }
        return last;
    }

    /** Returns how often it was found, its forms left out. */
    int ownCount() {
        return count;
    }

    int countWithForms() {
        return count + countOfForms;
    }
}
