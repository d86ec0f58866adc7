import type { Mark } from '../marks/mark.ts';
import { markOrder } from '../marks/mark.ts';
import type { DiagramSpec } from './diagram-types.ts';
import type { Direction, LayoutEdge, LayoutNode } from './graph-layout.ts';

const charWidth = 6.6;
const lineHeight = 17;
const maxLineLength = 24;

/** Breaks words into lines of about 24 characters. */
export function wrapLabel(label: string): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of label.split(/\s+/)) {
    if (line !== '' && line.length + word.length + 1 > maxLineLength) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, line];
}

/** `[*]`: where a state diagram begins or ends; drawn as a dot. */
export function isTerminal(node: { readonly id: string; readonly label: string }): boolean {
  return node.label === '[*]' || node.label === '';
}

export function sizeOf(node: { readonly id: string; readonly label: string }): LayoutNode {
  if (isTerminal(node)) return { id: node.id, width: 14, height: 14 };
  const lines = wrapLabel(node.label);
  const longest = Math.max(...lines.map((line) => line.length));
  return {
    id: node.id,
    width: Math.round(Math.max(48, longest * charWidth + 24)),
    height: lines.length * lineHeight + 12,
  };
}

/** A node's class, where it is one of the kit's states. */
export function markOfClass(name: string | null): Mark | null {
  return markOrder.find((mark) => mark === name) ?? null;
}

/** An edge with the room its words take. */
export function edgeSize({ from, to, label }: DiagramSpec['edges'][number]): LayoutEdge {
  if (label === null || label === '') return { from, to };
  return { from, to, words: { width: label.length * 6 + 12, height: 16 } };
}

/** Sideways where that fits the usual width of a page, else downwards. */
export function directionFor(width: number, room: number): Direction {
  return width <= Math.max(room, 560) ? 'right' : 'down';
}

/** The edges in words, for the list beside the drawing. */
export function describeEdges(diagram: DiagramSpec): readonly string[] {
  const names = new Map(
    diagram.nodes.map((node) => [node.id, isTerminal(node) ? 'the start or end' : node.label]),
  );
  const name = (id: string) => names.get(id) ?? id;
  return diagram.edges.map(
    (edge) =>
      `${name(edge.from)} → ${name(edge.to)}${edge.label === null || edge.label === '' ? '' : `: ${edge.label}`}`,
  );
}
