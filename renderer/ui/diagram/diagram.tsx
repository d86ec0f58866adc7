import { useState } from 'react';
import { Button } from '../inputs/button.tsx';
import { useWidth } from '../layout/use-width.ts';
import { VisuallyHidden } from '../text/visually-hidden.tsx';
import styles from './diagram.module.css';
import { describeEdges, isTerminal } from './diagram-model.ts';
import type { DiagramSpec } from './diagram-types.ts';
import { GanttDrawing } from './gantt-drawing.tsx';
import { GraphDrawing } from './graph-drawing.tsx';
import { SequenceDrawing } from './sequence-drawing.tsx';

export type { DiagramSpec } from './diagram-types.ts';

export interface DiagramProps {
  readonly diagram: DiagramSpec;
}

/** More than this is shown as the list only: the layout would hold up the screen. */
const maxNodes = 150;
const mostEdges = 300;

/** A diagram of a document, drawn from its facts; the same facts stand in a list for who can't see it. */
export function Diagram({ diagram }: DiagramProps) {
  const [list, setList] = useState(false);
  const { ref, width } = useWidth();
  const tooMany = diagram.nodes.length > maxNodes || diagram.edges.length > mostEdges;
  const asList = list || tooMany || diagram.kind === 'other';
  return (
    <figure ref={ref} className={styles.diagram} aria-label={diagram.title}>
      <figcaption className={styles.caption}>
        <span>{diagram.title}</span>
        {tooMany ? (
          <span
            className={styles.note}
          >{`${diagram.nodes.length} nodes, ${diagram.edges.length} edges: shown as a list`}</span>
        ) : null}
        <Button kind="quiet" icon="table" isPressed={asList} onPress={() => setList(!list)}>
          List
        </Button>
      </figcaption>
      {asList ? (
        <DiagramList diagram={diagram} />
      ) : (
        <>
          <div className={styles.scroll} tabIndex={0} role="region" aria-label={`${diagram.title}, drawing`}>
            <Drawing diagram={diagram} room={width} />
          </div>
          <VisuallyHidden>
            <DiagramList diagram={diagram} />
          </VisuallyHidden>
        </>
      )}
    </figure>
  );
}

function Drawing({ diagram, room }: { readonly diagram: DiagramSpec; readonly room: number }) {
  if (diagram.kind === 'gantt') return <GanttDrawing diagram={diagram} />;
  if (diagram.kind === 'sequence') return <SequenceDrawing diagram={diagram} />;
  return <GraphDrawing diagram={diagram} room={room} />;
}

function DiagramList({ diagram }: DiagramProps) {
  const linked = new Set(diagram.edges.flatMap((edge) => [edge.from, edge.to]));
  const alone = diagram.nodes.filter((node) => !linked.has(node.id) && !isTerminal(node));
  return (
    <ul className={styles.list}>
      {describeEdges(diagram).map((words, index) => (
        <li key={index}>{words}</li>
      ))}
      {alone.map((node) => (
        <li key={node.id}>{node.label}</li>
      ))}
      {diagram.bars.map((bar) => (
        <li key={bar.id}>
          {`${bar.section === '' ? '' : `${bar.section}: `}${bar.label}, ${
            bar.done ? 'done' : bar.active ? 'active' : 'planned'
          }, ${bar.length} long from ${bar.start}`}
        </li>
      ))}
    </ul>
  );
}
