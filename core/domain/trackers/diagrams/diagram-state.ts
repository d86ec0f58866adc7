import type { Diagram } from '../model.ts';
import { type DiagramFacts, labelText, NodeList, type SourceLine } from './diagram-facts.ts';

/** States and transitions; `[*]` is the start or the end. */
export function readStates(lines: readonly SourceLine[]): DiagramFacts {
  const nodes = new NodeList();
  const edges: Diagram['edges'][number][] = [];
  for (const { text, start } of lines) {
    const arrow = /^(\[\*\]|[\p{L}\p{N}_]+)\s*-->\s*(\[\*\]|[\p{L}\p{N}_]+)(?:\s*:\s*(.+))?$/u.exec(text);
    const named = /^state\s+"([^"]+)"\s+as\s+([\p{L}\p{N}_]+)/u.exec(text);
    const described = /^([\p{L}\p{N}_]+)\s*:\s*(.+)$/u.exec(text);
    if (arrow !== null) {
      const [, from = '', to = '', label] = arrow;
      nodes.bare(from, start);
      nodes.bare(to, start);
      edges.push({ from, to, label: label === undefined ? null : labelText(label) });
    } else if (named !== null) {
      const labelAt = start + text.indexOf('"') + 1;
      const labelSpan = { start: labelAt, end: labelAt + (named[1] ?? '').length };
      nodes.see({
        id: named[2] ?? '',
        label: named[1] ?? '',
        class: null,
        labelSpan,
        classSpan: null,
        start,
      });
    } else if (described !== null) {
      const label = described[2] ?? '';
      const labelAt = start + text.length - label.length;
      const labelSpan = { start: labelAt, end: labelAt + label.length };
      nodes.see({
        id: described[1] ?? '',
        label: labelText(label),
        class: null,
        labelSpan,
        classSpan: null,
        start,
      });
    }
  }
  return { kind: 'state', title: '', nodes: nodes.all(), edges, bars: [], classes: [] };
}

const MESSAGE =
  /^([^\s:+-](?:[^:]*?[^\s:])??)\s*(?:<<)?--?(?:>>|>|\)|x)\s*[+-]?\s*([^\s:](?:[^:]*[^\s:])?)\s*:\s*(.*)$/u;

/** Participants and the messages between them, in order. */
export function readSequence(lines: readonly SourceLine[]): DiagramFacts {
  const nodes = new NodeList();
  const edges: Diagram['edges'][number][] = [];
  for (const { text, start } of lines) {
    const who = /^(?:participant|actor)\s+(\S+?)(?:\s+as\s+(.+))?$/u.exec(text);
    if (who !== null) {
      const label = who[2] ?? who[1] ?? '';
      const labelSpan = { start: start + text.length - label.length, end: start + text.length };
      nodes.see({
        id: who[1] ?? '',
        label: labelText(label),
        class: null,
        labelSpan,
        classSpan: null,
        start,
      });
      continue;
    }
    const message = text.includes(':') ? MESSAGE.exec(text) : null;
    if (message === null || /^(?:note|alt|else|opt|loop|par|and|rect|end|title)\b/iu.test(text)) continue;
    const [, from = '', to = '', said = ''] = message;
    nodes.bare(from, start);
    nodes.bare(to, start);
    edges.push({ from, to, label: labelText(said) || null });
  }
  return { kind: 'sequence', title: '', nodes: nodes.all(), edges, bars: [], classes: [] };
}
