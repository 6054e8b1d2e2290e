package dev.mentions.dashboard.cloud;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;

/** A cloud as PNG, drawn with whatever font this machine has. */
public final class CloudPng {

    public static final String MEDIA_TYPE = "image/png";

    private CloudPng() {}

    /** This machine has no font that Java finds. */
    public static final class NoFontException extends Exception {

        private static final long serialVersionUID = 1L;

        NoFontException(Throwable cause) {
            super("This machine has no font", cause);
        }
    }

    /** Returns the picture. */
    public static byte[] of(List<PlacedWord> words, int width, int height, CloudTheme theme) throws NoFontException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setColor(Color.decode(theme.background()));
            graphics.fillRect(0, 0, width, height);
            for (PlacedWord place : words) {
                draw(graphics, place, theme);
            }
        } catch (InternalError | NullPointerException | LinkageError e) {
            // What Java's font classes throw where fontconfig knows none, or libfreetype is missing.
            throw new NoFontException(e);
        } finally {
            graphics.dispose();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void draw(Graphics2D graphics, PlacedWord place, CloudTheme theme) {
        String text = place.word().text();
        if (text.isBlank()) {
            return;
        }
        Font font = new Font(Font.SANS_SERIF, Font.BOLD, 1).deriveFont((float) (place.height() / CloudLayout.LINE));
        TextLayout layout = new TextLayout(text, font, graphics.getFontRenderContext());
        double natural = Math.max(1, layout.getAdvance());
        AffineTransform before = graphics.getTransform();
        graphics.translate(place.x(), place.baseline());
        graphics.scale(place.width() / natural, 1);
        graphics.setColor(Color.decode(theme.colour(place.word().kind())));
        layout.draw(graphics, 0, 0);
        graphics.setTransform(before);
    }
}
