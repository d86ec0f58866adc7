import type { Lineage, LineageEdge, LineageNode } from '../../../../core/domain/readiness/lineage/lineage.ts';
import { gatePath } from '../../../domains/readiness/release/gate-labels.ts';
import { readinessPath } from '../../../domains/readiness/signoffs/signoff-labels.ts';
import type { LayerEdge, LayerNode } from '../../../ui/diagram/layers/layer-layout.ts';
import { buildPath } from '../../../ui/frame/navigation.tsx';
import type { Mark } from '../../../ui/marks/mark.ts';
import { formatCount } from '../../../ui/text/format.ts';

export const nodeTypes = ['source', 'check', 'artifact', 'decision'] as const;
export const columnTitles = ['Sources', 'Checks', 'Artifacts', 'Decision'];

export const typeLabels: Readonly<Record<LineageNode['type'], string>> = {
  source: 'Source',
  check: 'Check',
  artifact: 'Artifact',
  decision: 'Decision',
};

export const statusMarks: Readonly<Record<LineageNode['status'], Mark>> = {
  ok: 'done',
  failed: 'blocked',
  missing: 'at-risk',
  unknown: 'unknown',
};

export const statusLabels: Readonly<Record<LineageNode['status'], string>> = {
  ok: 'Holds',
  failed: 'Failed',
  missing: 'Missing',
  unknown: 'Unknown',
};

/** Between what comes first and what comes of it. */
export const relationLabels: Readonly<Record<LineageEdge['relation'], string>> = {
  'checked-by': 'is checked by',
  produces: 'goes into',
  'signed-by': 'is signed in',
  drives: 'decides',
};

/** What the kit draws. */
export function graphOf({ nodes, edges }: Pick<Lineage, 'nodes' | 'edges'>): {
  readonly nodes: readonly LayerNode[];
  readonly edges: readonly LayerEdge[];
} {
  return {
    nodes: nodes.map(({ id, type, title, status }) => ({
      id,
      column: nodeTypes.indexOf(type),
      label: title,
      mark: statusMarks[status],
      words: `${title}, ${typeLabels[type].toLowerCase()}, ${statusLabels[status].toLowerCase()}`,
      urgent: status !== 'ok',
    })),
    edges: edges.map(({ source, target, status }) => ({
      from: source,
      to: target,
      missing: status === 'missing',
    })),
  };
}

/** Something that has to lead somewhere and doesn't. */
export interface Gap {
  readonly source: string;
  readonly target: string;
  readonly says: string;
}

/**
 * Every missing edge, with what is said of it: a lineage has one sentence for each end that is not there, in the order in
 * which the edges name them. Where the two don't match (one that was made elsewhere), both ends are named instead.
 */
export function gapsOf(lineage: Lineage): readonly Gap[] {
  const missing = lineage.edges.filter(({ status }) => status === 'missing');
  const sources = [...new Set(missing.map(({ source }) => source))];
  const matches = sources.length === lineage.missing.length;
  const title = titlesOf(lineage);
  return missing.map(({ source, target, relation }) => ({
    source,
    target,
    says:
      (matches ? lineage.missing[sources.indexOf(source)] : undefined) ??
      `It is not known that “${title(source)}” ${relationLabels[relation]} “${title(target)}”.`,
  }));
}

/** Sentences about what is missing that stand at no edge. */
export function otherGaps(lineage: Lineage): readonly string[] {
  const said = new Set(gapsOf(lineage).map(({ says }) => says));
  return lineage.missing.filter((says) => !said.has(says));
}

function titlesOf({ nodes }: Pick<Lineage, 'nodes'>): (id: string) => string {
  const titles = new Map(nodes.map(({ id, title }) => [id, title]));
  return (id) => titles.get(id) ?? id;
}

export interface EdgeRow {
  readonly id: string;
  readonly source: LineageNode;
  readonly target: LineageNode;
  readonly relation: LineageEdge['relation'];
  readonly missing: boolean;
}

/** The graph as a table: what is missing first, then by column from left to right. */
export function edgeRows({ nodes, edges }: Pick<Lineage, 'nodes' | 'edges'>): readonly EdgeRow[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  return edges
    .flatMap(({ source, target, relation, status }): EdgeRow[] => {
      const [from, to] = [byId.get(source), byId.get(target)];
      if (from === undefined || to === undefined) return [];
      const missing = status === 'missing';
      return [{ id: `${source} ${target} ${relation}`, source: from, target: to, relation, missing }];
    })
    .toSorted(
      (a, b) =>
        Number(b.missing) - Number(a.missing) ||
        nodeTypes.indexOf(a.source.type) - nodeTypes.indexOf(b.source.type),
    );
}

export interface Neighbour {
  readonly node: LineageNode;
  readonly relation: LineageEdge['relation'];
  readonly missing: boolean;
}

/** What a node comes from and what it leads to, what is missing first. */
export function neighboursOf(
  lineage: Pick<Lineage, 'nodes' | 'edges'>,
  id: string,
): { readonly from: readonly Neighbour[]; readonly to: readonly Neighbour[] } {
  const rows = edgeRows(lineage);
  const one = (node: LineageNode, { relation, missing }: EdgeRow): Neighbour => ({ node, relation, missing });
  return {
    from: rows.filter(({ target }) => target.id === id).map((row) => one(row.source, row)),
    to: rows.filter(({ source }) => source.id === id).map((row) => one(row.target, row)),
  };
}

/** Where in the app more is known of a node. */
export function linkOf(
  { id }: Pick<LineageNode, 'id'>,
  run: { readonly id: string; readonly gateId: string },
): { readonly label: string; readonly to: string } | null {
  const colon = id.indexOf(':');
  const [kind, rest] = [id.slice(0, colon), id.slice(colon + 1)];
  switch (kind) {
    case 'evidence':
    case 'verification':
      return { label: 'Open the evidence', to: buildPath('/evidence', {}, { piece: rest }) };
    case 'item':
      return { label: 'Open the item', to: readinessPath(rest) };
    case 'gate':
      return { label: 'Open the gate', to: gatePath(rest) };
    case 'report':
    case 'decision':
    case 'criterion':
      return { label: 'Open the run', to: gatePath(run.gateId, { run: run.id }) };
    default:
      return null;
  }
}

/** "Complete: 12 nodes, 14 edges", or how much of it is missing. */
export function lineageFact({ nodes, edges }: Lineage): string {
  const gaps = edges.filter(({ status }) => status === 'missing').length;
  const size = `${formatCount(nodes.length, 'node')}, ${formatCount(edges.length, 'edge')}`;
  return gaps === 0 ? size : `${size}, ${gaps} missing`;
}
