import type { Diagram } from '../model.ts';
import { type DiagramFacts, labelText, NodeList, type SourceLine } from './diagram-facts.ts';

const SKIPPED = /^(?:%%|subgraph\b|end$|direction\b|style\b|linkStyle\b|click\b|accTitle|accDescr)/u;
const NODE_ID = /[\p{L}\p{N}_.]+/uy;
const LINK =
  /\s*<?(?:--\s+([^->|\s](?:[^|]*?[^|\s])??)\s+--+[>ox]?|==\s+([^=>|\s](?:[^|]*?[^|\s])??)\s+==+>?|-\.\s+([^|\s](?:[^|]*?[^|\s])??)\s+\.-+>?|(?:-{2,}|={2,}|-\.+-)[>ox]?)(?:\|([^|]*)\|)?\s*/uy;
const SHAPES: readonly (readonly [string, string])[] = [
  ['(((', ')))'],
  ['([', '])'],
  ['[[', ']]'],
  ['[(', ')]'],
  ['((', '))'],
  ['{{', '}}'],
  ['[/', ']'],
  ['[\\', ']'],
  ['[', ']'],
  ['(', ')'],
  ['{', '}'],
  ['>', ']'],
];

/** Nodes, arrows and classes of a flowchart; what it cannot read it leaves out. */
export function readFlowchart(lines: readonly SourceLine[]): DiagramFacts {
  const nodes = new NodeList();
  const edges: Diagram['edges'][number][] = [];
  const classes: string[] = [];
  const classed: { ids: readonly string[]; name: string }[] = [];
  for (const line of lines) {
    const declared = /^classDef\s+([\w,-]+)/u.exec(line.text);
    const given = /^class\s+([\w,-][\w,\s-]*)\s([\w-]+);?$/u.exec(line.text);
    if (declared !== null) classes.push(...(declared[1] ?? '').split(','));
    else if (given !== null)
      classed.push({ ids: (given[1] ?? '').split(',').map((id) => id.trim()), name: given[2] ?? '' });
    else if (!SKIPPED.test(line.text)) readChain(line, nodes, edges);
  }
  for (const { ids, name } of classed) for (const id of ids) nodes.classify(id, name);
  return { kind: 'flowchart', title: '', nodes: nodes.all(), edges, bars: [], classes };
}

/** `A & B -->|text| C --> D` */
function readChain(line: SourceLine, nodes: NodeList, edges: Diagram['edges'][number][]): void {
  let at = 0;
  let from: readonly string[] = [];
  let label: string | null = null;
  for (;;) {
    const group = readGroup(line, at, nodes);
    if (group === null) return;
    for (const one of from) for (const other of group.ids) edges.push({ from: one, to: other, label });
    LINK.lastIndex = group.end;
    const link = LINK.exec(line.text);
    if (link === null) return;
    const said = link[1] ?? link[2] ?? link[3] ?? link[4] ?? '';
    label = labelText(said) || null;
    from = group.ids;
    at = LINK.lastIndex;
  }
}

/** Two groups are joined by an arrow between each and each. */
const MOST_TOGETHER = 20;

function readGroup(line: SourceLine, from: number, nodes: NodeList): { ids: string[]; end: number } | null {
  const ids: string[] = [];
  let at = from;
  for (;;) {
    const end = readNode(line, at, nodes, ids);
    if (end === null) return null;
    const and = /^\s*&\s*/u.exec(line.text.slice(end));
    if (and === null) return { ids, end };
    if (ids.length === MOST_TOGETHER) return null;
    at = end + and[0].length;
  }
}

/** Reads the node at `from`, notes it, and tells where it ends. */
function readNode(line: SourceLine, from: number, nodes: NodeList, ids: string[]): number | null {
  const { text, start } = line;
  NODE_ID.lastIndex = from;
  const id = NODE_ID.exec(text)?.[0];
  if (id === undefined) return null;
  let at = from + id.length;
  let labelSpan = null;
  const shape = SHAPES.find(([open]) => text.startsWith(open, at));
  if (shape !== undefined) {
    const open = at + shape[0].length;
    const quoted = text.charAt(open) === '"';
    const close = text.indexOf(quoted ? `"${shape[1]}` : shape[1], quoted ? open + 1 : open);
    if (close === -1) return null;
    labelSpan = { start: start + open + (quoted ? 1 : 0), end: start + close };
    at = close + shape[1].length + (quoted ? 1 : 0);
  }
  const klass = /^:::([\p{L}\p{N}_-]+)/u.exec(text.slice(at));
  const classSpan = klass === null ? null : { start: start + at + 3, end: start + at + klass[0].length };
  at += klass?.[0].length ?? 0;
  const raw = labelSpan === null ? id : text.slice(labelSpan.start - start, labelSpan.end - start);
  nodes.see({
    id,
    label: labelText(raw),
    class: klass?.[1] ?? null,
    labelSpan,
    classSpan,
    start: start + from,
  });
  ids.push(id);
  return at;
}
