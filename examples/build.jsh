// Builds a wheel of a small project: jshell --class-path ... -R-Dtree=DIR -R-Dwheelhouse=DIR -R-Dpython=3.11 build.jsh
import org.nrnwheel.*;
import org.nrnwheel.request.BuildOptions.Testing;
import java.nio.file.Path;

// A line that JShell takes for whole ends there: so the dots stand at the ends.
var report = WheelBuilder.linux().
        source(Path.of(System.getProperty("tree"))).
        wheelhouse(Path.of(System.getProperty("wheelhouse"))).
        python(System.getProperty("python")).
        on("host").
        test(Testing.CONSTRAINED).
        build();
report.wheels().forEach(wheel -> System.out.println("built " + wheel.fileName() + " " + wheel.sha256()));
/exit
