import type { DocumentDiagram } from '../../../domains/trackers/model/rows.ts';
import { Diagram } from '../../../ui/diagram/diagram.tsx';
import styles from './diagrams-tab.module.css';

/** The document's diagrams, drawn from the facts they state. */
export function DiagramsTab({ diagrams }: { readonly diagrams: readonly DocumentDiagram[] }) {
  return (
    <div className={styles.tab}>
      {diagrams.map((diagram, at) => (
        <section key={`${diagram.sectionPath}:${at}`} className={styles.diagram}>
          <Diagram diagram={diagram} />
        </section>
      ))}
    </div>
  );
}
