import type { Span } from '../text/span.ts';
import type { DiagramFacts, SourceLine } from './diagram-facts.ts';
import { readFlowchart } from './diagram-flow.ts';
import { readGantt } from './diagram-gantt.ts';
import { readSequence, readStates } from './diagram-state.ts';

const KINDS: readonly (readonly [RegExp, (lines: readonly SourceLine[]) => DiagramFacts])[] = [
  [/^stateDiagram(?:-v2)?\b/u, readStates],
  [/^(?:flowchart|graph)\b/u, readFlowchart],
  [/^gantt\b/u, readGantt],
  [/^sequenceDiagram\b/u, readSequence],
];

/** Whether a line opens a Mermaid diagram, fenced or not. */
export function opensDiagram(line: string): boolean {
  const plain = line.trimEnd();
  return /^(?:stateDiagram(?:-v2)?|gantt|sequenceDiagram|(?:flowchart|graph)\s+(?:TB|TD|BT|RL|LR))$/u.test(
    plain,
  );
}

/** Reads a Mermaid block as the facts it states. Nothing is drawn and nothing is required to be valid. */
export function readDiagram(text: string, body: Span): DiagramFacts {
  const lines = sourceLines(text, body);
  const at = lines.findIndex(
    (line) => line.text !== '' && !line.text.startsWith('%%') && !line.text.startsWith('---'),
  );
  const first = lines[at];
  const kind = first === undefined ? undefined : KINDS.find(([opening]) => opening.test(first.text));
  if (kind === undefined) return { kind: 'other', title: '', nodes: [], edges: [], bars: [], classes: [] };
  return kind[1](lines.slice(at + 1));
}

/** Longer lines are no statement that anybody drew: they are left out. */
const LONGEST_LINE = 1000;

function sourceLines(text: string, body: Span): SourceLine[] {
  const lines: SourceLine[] = [];
  for (let from = body.start; from < body.end; ) {
    const found = /[\r\n]/u.exec(text.slice(from, body.end));
    const to = found === null ? body.end : from + found.index;
    const raw = text.slice(from, to);
    const indent = raw.length - raw.trimStart().length;
    if (raw.length <= LONGEST_LINE) lines.push({ text: raw.trim(), start: from + indent });
    from = to + 1;
  }
  return lines;
}
