package cubby.world.house;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import cubby.world.house.Sources.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** The rules about one source file; each answers with what is wrong, {@code path:line: why}. */
final class SourceRules {
  static final int MOST_LINES_OF_A_FILE = 400;
  static final int MOST_LINES_OF_A_METHOD = 60;

  /** Calls that make a program answer differently the second time. */
  private static final Set<String> IMPURE_CALLS =
      Set.of(
          "System.currentTimeMillis",
          "System.nanoTime",
          "Instant.now",
          "LocalDate.now",
          "LocalDateTime.now",
          "ZonedDateTime.now",
          "OffsetDateTime.now",
          "Clock.systemUTC",
          "Clock.systemDefaultZone",
          "Math.random",
          "Thread.sleep",
          "LockSupport.parkNanos",
          "UUID.randomUUID");

  private static final Set<String> IMPURE_TYPES = Set.of("SecureRandom", "ThreadLocalRandom");

  /** The same numbers for the same seed, so pure where they are given one. */
  private static final Set<String> SEEDED_TYPES = Set.of("Random", "SplittableRandom");

  private static final Pattern UNFINISHED =
      Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");

  private SourceRules() {}

  static List<String> fileLength(Source source) {
    long lines = source.text().lines().count();
    return lines <= MOST_LINES_OF_A_FILE
        ? List.of()
        : List.of(
            source.path()
                + ":1: "
                + lines
                + " lines, at most "
                + MOST_LINES_OF_A_FILE
                + " allowed");
  }

  static List<String> methodLength(Source source) {
    Parsed parsed = Parsed.of(source);
    List<String> wrong = new ArrayList<>();
    new TreePathScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
        // A compact record constructor has its place at its body only.
        long lines = parsed.lastLine(method) - parsed.line(method) + 1;
        if (lines > MOST_LINES_OF_A_METHOD) {
          wrong.add(
              at(parsed, method)
                  + method.getName()
                  + " has "
                  + lines
                  + " lines, at most "
                  + MOST_LINES_OF_A_METHOD
                  + " allowed");
        }
        return super.visitMethod(method, null);
      }
    }.scan(parsed.unit(), null);
    return wrong;
  }

  static List<String> unfinished(Source source) {
    List<String> wrong = new ArrayList<>();
    List<String> lines = source.text().lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (UNFINISHED.matcher(lines.get(i)).find()) {
        wrong.add(source.path() + ":" + (i + 1) + ": unfinished: " + lines.get(i).strip());
      }
    }
    Parsed parsed = Parsed.of(source);
    new TreePathScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitAnnotation(AnnotationTree annotation, @Nullable Void unused) {
        if (annotation.getAnnotationType().toString().endsWith("Disabled")) {
          wrong.add(at(parsed, annotation) + "a test that does not run");
        }
        return super.visitAnnotation(annotation, null);
      }
    }.scan(parsed.unit(), null);
    return wrong;
  }

  /** Clock, random and sleep belong to adapters; a test may sleep only while it polls. */
  static List<String> impurity(Source source) {
    if (mayBeImpure(source.path())) {
      return List.of();
    }
    Parsed parsed = Parsed.of(source);
    List<String> wrong = new ArrayList<>();
    new TreePathScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitMemberSelect(MemberSelectTree select, @Nullable Void unused) {
        report(lastTwo(select), getCurrentPath());
        report(select.getIdentifier().toString(), getCurrentPath());
        return super.visitMemberSelect(select, null);
      }

      @Override
      public @Nullable Void visitIdentifier(IdentifierTree name, @Nullable Void unused) {
        report(name.getName().toString(), getCurrentPath());
        return super.visitIdentifier(name, null);
      }

      @Override
      public @Nullable Void visitNewClass(NewClassTree created, @Nullable Void unused) {
        String type = created.getIdentifier().toString();
        String name = type.substring(type.lastIndexOf('.') + 1);
        if (source.isMain() && SEEDED_TYPES.contains(name) && created.getArguments().isEmpty()) {
          wrong.add(at(parsed, created) + name + " without a seed");
        }
        return super.visitNewClass(created, null);
      }

      private void report(String what, TreePath path) {
        boolean isImport = path.getParentPath().getLeaf() instanceof ImportTree;
        boolean impure =
            source.isMain()
                ? IMPURE_CALLS.contains(what) || IMPURE_TYPES.contains(what)
                : what.equals("Thread.sleep") && !insideLoop(path);
        if (impure && (!isImport || IMPURE_CALLS.contains(what))) {
          wrong.add(at(parsed, path.getLeaf()) + what + " outside an adapter");
        }
      }
    }.scan(parsed.unit(), null);
    return wrong;
  }

  /** Public and protected types say what they are for. */
  static List<String> javadoc(Source source) {
    Parsed parsed = Parsed.of(source);
    List<String> wrong = new ArrayList<>();
    new TreePathScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitClass(ClassTree type, @Nullable Void unused) {
        boolean topLevel = getCurrentPath().getParentPath().getLeaf() == parsed.unit();
        boolean isPublic = type.getModifiers().getFlags().contains(Modifier.PUBLIC);
        if (topLevel && isPublic && parsed.trees().getDocComment(getCurrentPath()) == null) {
          wrong.add(at(parsed, type) + "public type " + type.getSimpleName() + " has no Javadoc");
        }
        return super.visitClass(type, null);
      }
    }.scan(parsed.unit(), null);
    return wrong;
  }

  private static boolean mayBeImpure(String path) {
    return path.contains("/adapter/")
        || path.contains("/boot/")
        || path.startsWith("world/src/main/")
        || path.endsWith("/SystemTimeline.java");
  }

  private static boolean insideLoop(TreePath path) {
    for (Tree tree : path) {
      if (tree instanceof WhileLoopTree
          || tree instanceof DoWhileLoopTree
          || tree instanceof ForLoopTree) {
        return true;
      }
    }
    return false;
  }

  private static String lastTwo(MemberSelectTree select) {
    String owner = select.getExpression().toString();
    return owner.substring(owner.lastIndexOf('.') + 1) + "." + select.getIdentifier();
  }

  private static String at(Parsed parsed, Tree tree) {
    return parsed.source().path() + ":" + parsed.line(tree) + ": ";
  }
}
