package cubby.world.kill;

import cubby.gateway.app.port.Messenger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/** Everything that outlives one process of the gateway, and the texts that reached a phone. */
record GatewayFiles(Path folder) {

  /** A text that arrived. */
  record Delivered(String id, Messenger.Kind kind, String phone, String text) {
    String line() {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return id + " " + kind + " " + phone + " " + Base64.getEncoder().encodeToString(bytes);
    }

    static Delivered of(String line) {
      String[] words = line.split(" ");
      byte[] text = Base64.getDecoder().decode(words[3]);
      return new Delivered(
          words[0],
          Messenger.Kind.valueOf(words[1]),
          words[2],
          new String(text, StandardCharsets.UTF_8));
    }
  }

  Path data() {
    return folder.resolve("gateway");
  }

  Path database() {
    return data().resolve("gateway.db");
  }

  Path messages() {
    return folder.resolve("messages");
  }

  List<Delivered> delivered() throws IOException {
    return Files.exists(messages())
        ? Files.readAllLines(messages()).stream().map(Delivered::of).toList()
        : List.of();
  }
}
