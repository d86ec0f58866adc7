import type { OutputOf } from '../../../../core/contract/index.ts';
import { Diagram } from '../../../ui/diagram/diagram.tsx';
import { PageGrid, Panel } from '../../../ui/panel.tsx';

type Diagrams = OutputOf<'trackers.diagrams'>;

const KINDS: Readonly<Record<Diagrams[number]['kind'], string>> = {
  state: 'State diagram',
  flowchart: 'Flow',
  gantt: 'Gantt',
  sequence: 'Sequence',
  other: 'Diagram',
};

/** The document's diagrams, drawn from the facts they state. */
export function DiagramsTab({ diagrams }: { readonly diagrams: Diagrams }) {
  return (
    <PageGrid>
      {diagrams.map((diagram, at) => (
        <Panel
          key={`${diagram.sectionPath}:${at}`}
          title={diagram.title === '' ? KINDS[diagram.kind] : diagram.title}
          fact={KINDS[diagram.kind]}
          span={12}
          padded
        >
          <Diagram diagram={diagram} />
        </Panel>
      ))}
    </PageGrid>
  );
}
