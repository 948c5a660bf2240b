import com.github.houbb.sensitive.word.bs.SensitiveWordBs;
import com.google.gson.Gson;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import toolgood.words.IllegalWordsSearch;
import toolgood.words.IllegalWordsSearchResult;

/** Measures word filters of the JVM on the messages that speed.py hands over; prints one JSON object a rival. */
public final class Rivals {
  static final class Input {
    List<String> words;
    List<String> messages;
    List<String> disguises;
    int runs;
  }

  public static void main(String[] arguments) throws Exception {
    Gson gson = new Gson();
    Input input = gson.fromJson(Files.readString(Path.of(arguments[0]), StandardCharsets.UTF_8), Input.class);
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    SensitiveWordBs houbb = SensitiveWordBs.newInstance()
        .wordDeny(() -> input.words)
        .wordAllow(() -> List.of())
        .ignoreCase(true).ignoreWidth(true).ignoreNumStyle(true).ignoreChineseStyle(true).ignoreEnglishStyle(true)
        .ignoreRepeat(true)
        .charIgnore(com.github.houbb.sensitive.word.support.ignore.SensitiveWordCharIgnores.specialChars())
        .init();
    IllegalWordsSearch toolgood = new IllegalWordsSearch();
    toolgood.UseSkipWordFilter = true;
    toolgood.UseDuplicateWordFilter = true;
    toolgood.UseDBCcaseConverter = true;
    toolgood.UseIgnoreCase = true;
    toolgood.SetKeywords(input.words);
    Map<String, Function<String, Collection<String>>> rivals = new LinkedHashMap<>();
    String java = " (Java " + Runtime.version().feature() + ")";
    rivals.put("houbb sensitive-word 0.21.0, all options" + java, text -> new ArrayList<>(houbb.findAll(text)));
    rivals.put("ToolGood.Words 3.1.0.1, IllegalWordsSearch" + java, text -> {
      List<String> found = new ArrayList<>();
      for (IllegalWordsSearchResult hit : toolgood.FindAll(text)) found.add(hit.MatchKeyword);
      return found;
    });
    var clock = ManagementFactory.getThreadMXBean();
    for (var rival : rivals.entrySet()) {
      List<Double> seconds = new ArrayList<>();
      for (int run = 0; run < input.runs + 2; run++) {
        long before = clock.getCurrentThreadCpuTime();
        for (String text : input.messages) rival.getValue().apply(text);
        if (run >= 2) seconds.add((clock.getCurrentThreadCpuTime() - before) / 1e9);
      }
      List<Collection<String>> found = new ArrayList<>();
      for (String text : input.disguises) found.add(rival.getValue().apply(text));
      out.println(gson.toJson(Map.of("name", rival.getKey(), "seconds", seconds, "found", found)));
    }
  }
}
