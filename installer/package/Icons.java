import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import javax.imageio.ImageIO;

/** The program's icon for each system, drawn as the window draws it (desktop/shell/Emblem): there is no picture to keep. */
final class Icons {
    private static final int TRAY = 0x22303c;
    private static final int LOBE = 0xf0c27a;
    /** Points drawn for each pixel, along either side: round edges. */
    private static final int FINE = 4;

    private Icons() {}

    /** Writes PNG, ICO and ICNS; returns them. */
    static List<Path> write(Path folder) throws IOException {
        Files.createDirectories(folder);
        TreeMap<Integer, byte[]> pictures = new TreeMap<>();
        for (int size : List.of(16, 32, 48, 64, 128, 256, 512)) {
            pictures.put(size, png(size));
        }
        Path png = Files.write(folder.resolve("gaveurs-console.png"), pictures.get(256));
        Path small = Files.write(folder.resolve("gaveurs-console-48.png"), pictures.get(48));
        Path ico = Files.write(folder.resolve("gaveurs-console.ico"), ico(pictures.headMap(256, true)));
        Path icns = Files.write(folder.resolve("gaveurs-console.icns"), icns(pictures));
        return List.of(png, small, ico, icns);
    }

    static Path forSystem(List<Path> icons) {
        String end = switch (Work.SYSTEM) {
            case LINUX -> "console.png";
            case WINDOWS -> ".ico";
            case MAC -> ".icns";
        };
        return icons.stream().filter(icon -> icon.toString().endsWith(end)).findFirst().orElseThrow();
    }

    private static byte[] png(int size) throws IOException {
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                image.setRGB(x, y, pixel(x, y, size));
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    private static int pixel(int x, int y, int size) {
        int inTray = 0;
        int inLobe = 0;
        for (int part = 0; part < FINE * FINE; part++) {
            double u = (x + (part % FINE + 0.5) / FINE) / size * 2 - 1;
            double v = (y + (part / FINE + 0.5) / FINE) / size * 2 - 1;
            double large = Math.hypot((u + 0.16) / 0.52, (v + 0.02) / 0.6);
            double small = Math.hypot((u - 0.38) / 0.32, (v - 0.16) / 0.42);
            if (Math.pow(Math.abs(u), 6) + Math.pow(Math.abs(v), 6) <= 0.92) {
                inTray++;
                inLobe += Math.min(large, small) < 1 ? 1 : 0;
            }
        }
        if (inTray == 0) {
            return 0;
        }
        int alpha = inTray * 255 / (FINE * FINE);
        int colour = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int lobe = LOBE >> shift & 255;
            int tray = TRAY >> shift & 255;
            colour |= (lobe * inLobe + tray * (inTray - inLobe)) / inTray << shift;
        }
        return alpha << 24 | colour;
    }

    /** Header, one entry of 16 bytes for each picture, then the pictures. */
    private static byte[] ico(java.util.SortedMap<Integer, byte[]> pictures) {
        int offset = 6 + 16 * pictures.size();
        int length = offset + pictures.values().stream().mapToInt(p -> p.length).sum();
        ByteBuffer out = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        out.putShort((short) 0).putShort((short) 1).putShort((short) pictures.size());
        for (var entry : pictures.entrySet()) {
            byte side = (byte) (entry.getKey() == 256 ? 0 : entry.getKey());
            out.put(side).put(side).putShort((short) 0);
            out.putShort((short) 1).putShort((short) 32).putInt(entry.getValue().length).putInt(offset);
            offset += entry.getValue().length;
        }
        pictures.values().forEach(out::put);
        return out.array();
    }

    private static byte[] icns(java.util.SortedMap<Integer, byte[]> pictures) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        var types = java.util.Map.of(32, "ic11", 64, "ic12", 128, "ic07", 256, "ic08", 512, "ic09");
        for (var entry : pictures.entrySet()) {
            String type = types.get(entry.getKey());
            if (type != null) {
                body.write(type.getBytes());
                body.write(ByteBuffer.allocate(4).putInt(entry.getValue().length + 8).array());
                body.write(entry.getValue());
            }
        }
        ByteBuffer out = ByteBuffer.allocate(body.size() + 8);
        return out.put("icns".getBytes()).putInt(body.size() + 8).put(body.toByteArray()).array();
    }
}
