package cubby.gateway.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/** The pages as a browser would load them: a page with everything it names, by address. */
final class PageSources {
  private static final String ROOT = "/cubby/gateway/web/";
  private static final String PREACT_POM = "/META-INF/maven/org.webjars.npm/preact/pom.properties";
  private static final Pattern NAMED =
      Pattern.compile("(?:href|src)=\"/assets/([^\"]+)\"|from '\\./([^']+)'");
  private static final Pattern STRING_OR_COMMENT =
      Pattern.compile("('(?:\\\\.|[^'\\\\\n])*')|//[^\n]*|/\\*.*?\\*/", Pattern.DOTALL);

  private PageSources() {}

  /** The page under its own name, its scripts, styles and icon under theirs, Preact included. */
  static Map<String, String> closure(String page) {
    Map<String, String> found = new LinkedHashMap<>();
    found.put(page, text(ROOT + page));
    ArrayDeque<String> left = new ArrayDeque<>(found.keySet());
    while (!left.isEmpty()) {
      Matcher named = NAMED.matcher(found.getOrDefault(left.remove(), ""));
      while (named.find()) {
        String name = named.group(1) != null ? named.group(1) : named.group(2);
        if (!found.containsKey(name)) {
          found.put(name, asset(name));
          left.add(name);
        }
      }
    }
    return found;
  }

  /** What was written by hand: without Preact. */
  static Map<String, String> handWritten(String page) {
    Map<String, String> sources = closure(page);
    sources.remove("preact.js");
    return sources;
  }

  /** A script without its comments and the content of its strings. */
  static String bareCode(String script) {
    return STRING_OR_COMMENT
        .matcher(script)
        .replaceAll(found -> found.group(1) != null ? "''" : "");
  }

  static int zippedBytes(String text) {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return zipped.size();
  }

  private static String asset(String name) {
    return name.equals("preact.js")
        ? text("/META-INF/resources/webjars/preact/" + preactVersion() + "/dist/preact.module.js")
        : text(ROOT + "assets/" + name);
  }

  private static String preactVersion() {
    Properties pom = new Properties();
    try (InputStream in = open(PREACT_POM)) {
      pom.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return pom.getProperty("version");
  }

  private static String text(String resource) {
    try (InputStream in = open(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String resource) {
    InputStream in = PageSources.class.getResourceAsStream(resource);
    if (in == null) {
      throw new AssertionError(resource + " is named by a page, but does not exist");
    }
    return in;
  }
}
