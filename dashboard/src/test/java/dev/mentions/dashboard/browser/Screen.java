package dev.mentions.dashboard.browser;

/**
 * A size of window and the colours that its owner prefers.
 *
 * @param width in CSS pixels
 * @param height in CSS pixels
 */
record Screen(String name, int width, int height, boolean dark) {

    static final Screen DESKTOP = new Screen("desktop-light", 1280, 800, false);
    static final Screen DESKTOP_DARK = new Screen("desktop-dark", 1280, 800, true);
    static final Screen PHONE = new Screen("phone-light", 360, 740, false);
    static final Screen PHONE_DARK = new Screen("phone-dark", 360, 740, true);

    boolean isPhone() {
        return width < 500;
    }

    @Override
    public String toString() {
        return name;
    }
}
