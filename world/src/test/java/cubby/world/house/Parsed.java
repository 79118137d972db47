package cubby.world.house;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import cubby.world.house.Sources.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A source file as the compiler's parser sees it; nothing is resolved. */
record Parsed(Source source, CompilationUnitTree unit, DocTrees trees) {

  static Parsed of(Source source) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    JavacTask task =
        (JavacTask)
            compiler.getTask(null, null, null, List.of("-proc:none"), null, List.of(file(source)));
    try {
      CompilationUnitTree unit = task.parse().iterator().next();
      return new Parsed(source, unit, DocTrees.instance(task));
    } catch (IOException e) {
      throw new UncheckedIOException(source.path(), e);
    }
  }

  long line(com.sun.source.tree.Tree tree) {
    return unit.getLineMap().getLineNumber(positions().getStartPosition(unit, tree));
  }

  long lastLine(com.sun.source.tree.Tree tree) {
    return unit.getLineMap().getLineNumber(positions().getEndPosition(unit, tree));
  }

  private SourcePositions positions() {
    return trees.getSourcePositions();
  }

  private static JavaFileObject file(Source source) {
    URI uri = URI.create("string:///" + source.path());
    return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return source.text();
      }
    };
  }
}
