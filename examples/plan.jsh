// Plans a build without changing anything: jshell --class-path ... -R-Dtree=DIR plan.jsh
import org.nrnwheel.*;
import org.nrnwheel.plan.*;
import java.nio.file.Path;

var base = WheelBuilder.linux().source(Path.of(System.getProperty("tree"))).on("host");

// Every wither returns a new value, so one base branches into many.
var constrained = base.python(">=3.9").jobs(1);
var plan = constrained.plan();
System.out.println(plan);
System.out.println("jobs: " + plan.jobs().size());
System.out.println("same plan from JSON: " + BuildPlan.fromJson(plan.toJson()).equals(plan));
/exit
