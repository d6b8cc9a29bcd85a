import java.io.File;
import java.util.Set;
import org.semanticweb.HermiT.Configuration;
import org.semanticweb.HermiT.Reasoner;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.model.OWLClass;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.profiles.OWL2DLProfile;
import org.semanticweb.owlapi.profiles.OWL2QLProfile;
import org.semanticweb.owlapi.profiles.OWL2RLProfile;
import org.semanticweb.owlapi.profiles.OWLProfile;
import org.semanticweb.owlapi.profiles.OWLProfileReport;

/** For each file: whether HermiT finds it consistent, which classes can have no member, what leaves each OWL 2 profile. */
public class Judge {
  public static void main(String[] files) throws Exception {
    for (String file : files) {
      OWLOntology ontology = OWLManager.createOWLOntologyManager().loadOntologyFromOntologyDocument(new File(file));
      say(file, "axioms", ontology.getLogicalAxiomCount());
      OWLProfile[] profiles = {new OWL2DLProfile(), new OWL2RLProfile(), new OWL2QLProfile()};
      for (OWLProfile profile : profiles) {
        OWLProfileReport report = profile.checkOntology(ontology);
        String first = report.isInProfile() ? "" : report.getViolations().get(0).toString().replace('\n', ' ');
        say(file, profile.getClass().getSimpleName(), report.getViolations().size() + " " + first);
      }
      Configuration options = new Configuration();
      options.ignoreUnsupportedDatatypes = true;
      Reasoner reasoner = new Reasoner(options, ontology);
      boolean consistent = reasoner.isConsistent();
      say(file, "consistent", consistent);
      if (consistent) {
        Set<OWLClass> empty = reasoner.getUnsatisfiableClasses().getEntitiesMinusBottom();
        say(file, "empty", empty);
      }
      reasoner.dispose();
    }
  }

  private static void say(String file, String what, Object answer) {
    System.out.println(new File(file).getName() + "\t" + what + "\t" + answer);
  }
}
