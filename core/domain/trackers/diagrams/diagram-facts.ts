import type { Diagram } from '../model.ts';
import type { Span } from '../text/span.ts';

/** A line of a diagram without its indent. */
export interface SourceLine {
  readonly text: string;
  readonly start: number;
}

export interface NodeFact {
  readonly id: string;
  readonly label: string;
  readonly class: string | null;
  /** Where the label stands, if the node states one. */
  readonly labelSpan: Span | null;
  /** Where its class word stands behind `:::`. */
  readonly classSpan: Span | null;
  readonly start: number;
}

export interface DiagramFacts extends Omit<Diagram, 'section' | 'span' | 'nodes'> {
  readonly nodes: readonly NodeFact[];
  /** Names of declared classes, in order. */
  readonly classes: readonly string[];
}

/** Nodes by id: the first to state a label or class tells it. */
export class NodeList {
  readonly #byId = new Map<string, NodeFact>();

  see(node: NodeFact): void {
    const known = this.#byId.get(node.id);
    if (known === undefined) {
      this.#byId.set(node.id, node);
      return;
    }
    const told = known.labelSpan === null && node.labelSpan !== null ? node : known;
    const classed = known.class === null ? node : known;
    this.#byId.set(node.id, {
      id: node.id,
      label: told.label,
      labelSpan: told.labelSpan,
      start: told.start,
      class: classed.class,
      classSpan: classed.classSpan,
    });
  }

  /** A class given by a statement of its own, for several nodes at once. */
  classify(id: string, name: string): void {
    const known = this.#byId.get(id);
    if (known !== undefined && known.class === null) this.#byId.set(id, { ...known, class: name });
  }

  bare(id: string, start: number): void {
    this.see({ id, label: id, class: null, labelSpan: null, classSpan: null, start });
  }

  all(): NodeFact[] {
    return [...this.#byId.values()];
  }
}

/** Label text as read: quotes off, line breaks as blanks. */
export function labelText(raw: string): string {
  return raw
    .replace(/<br\s*\/?>/giu, ' ')
    .replace(/^["'`]+|(?<!["'`])["'`]+$/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
}
