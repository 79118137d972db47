package cubby.wire;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.TextFormat;
import cubby.wire.v1.Action;
import cubby.wire.v1.CompartmentState;
import cubby.wire.v1.Hello;
import cubby.wire.v1.StoredCounters;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The description of the wire as last released, and as it is now. */
public final class ReleasedWire {
  private static final String RELEASED = "released.txtpb";

  private ReleasedWire() {}

  /** What the {@code .proto} files say now, without what says nothing about the wire. */
  static FileDescriptorSet now() {
    FileDescriptorSet.Builder all = FileDescriptorSet.newBuilder();
    List.of(
            CompartmentState.getDescriptor(),
            Hello.getDescriptor(),
            Action.getDescriptor(),
            StoredCounters.getDescriptor())
        .forEach(message -> all.addFile(bare(message.getFile().toProto())));
    return all.build();
  }

  private static FileDescriptorProto bare(FileDescriptorProto file) {
    return file.toBuilder().clearOptions().clearSourceCodeInfo().build();
  }

  /** What was released last. */
  static FileDescriptorSet released() throws IOException {
    try (InputStream in = ReleasedWire.class.getResourceAsStream(RELEASED)) {
      if (in == null) {
        throw new IOException(RELEASED + " is missing");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return TextFormat.parse(text, FileDescriptorSet.class);
    }
  }

  /**
   * Writes what is now as what is released; refuses where that would break what was released.
   *
   * @param args the file to write
   */
  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[0]);
    if (Files.exists(file)) {
      List<String> breaks =
          WireRules.breaks(
              TextFormat.parse(Files.readString(file), FileDescriptorSet.class), now());
      if (!breaks.isEmpty()) {
        System.err.println("this is no release of the same wire:\n" + String.join("\n", breaks));
        System.exit(1);
      }
    }
    Files.writeString(
        file,
        "# proto-message: google.protobuf.FileDescriptorSet\n"
            + "# The wire as last released. Renewed by ./cubby release-wire, never by hand.\n"
            + TextFormat.printer().printToString(now()));
  }
}
