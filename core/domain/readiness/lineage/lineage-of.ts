import type { EvidenceId, ItemId, RevisionId, SignoffId } from '../../../kernel/ids.ts';
import { counted } from '../../trackers/read/counted.ts';
import type { Digest, EvidenceState } from '../evidence.ts';
import type { GateCheck, GateReport } from '../gate/report.ts';
import type { Lineage, LineageEdge, LineageNode } from './lineage.ts';

export interface EvidenceSource {
  readonly title: string;
  readonly state: EvidenceState;
  /** What was verified: the digest of a file, or a commit. */
  readonly digest: Digest | null;
  readonly commit: string | null;
}

export interface RevisionSource {
  readonly id: RevisionId;
  readonly title: string;
  /** Of its text; null where that is not known here. */
  readonly digest: Digest | null;
}

export interface SignoffSource {
  readonly title: string;
  /** The version of the text that was signed. */
  readonly revision: RevisionSource;
  /** What it was signed over. */
  readonly evidence: readonly EvidenceId[];
}

export interface ItemSource {
  readonly title: string;
  /** The version of its text that it was read from; null where there is none. */
  readonly revision: RevisionSource | null;
}

/** What a report names by id. */
export interface LineageFacts {
  readonly evidence: ReadonlyMap<EvidenceId, EvidenceSource>;
  readonly signoffs: ReadonlyMap<SignoffId, SignoffSource>;
  readonly items: ReadonlyMap<ItemId, ItemSource>;
  /** Of the report as it is written. */
  readonly reportDigest: Digest;
}

type Facts = readonly [kind: string, title: string];

/** Facts that a criterion may be judged by without an item of its own; a report has the digest of each. */
const OTHER_FACTS: readonly Facts[] = [
  ['findings', 'Findings'],
  ['slo', 'Service level objectives'],
  ['gates', 'Other gates'],
];
/** A report names no more than so many; of all it has the digest. */
const ALL_FACTS: readonly Facts[] = [
  ['items', 'All items'],
  ['evidence', 'All evidence'],
  ['signoffs', 'All sign-offs'],
];

/** Leads a decision back to what it was made from. What cannot be led back is a missing edge. */
export function lineageOf(report: GateReport, facts: LineageFacts): Lineage {
  const graph = new Graph();
  const { run_id: run, inputs } = report;
  const reportId = `report:${run}`;
  const decision = `decision:${run}`;
  graph.node({
    id: reportId,
    type: 'artifact',
    title: 'Report of the gate',
    status: 'ok',
    digest: facts.reportDigest,
  });
  graph.node({
    id: decision,
    type: 'decision',
    title: `${report.gate.title}: ${report.decision}`,
    status: report.decision === 'no-go' ? 'failed' : 'ok',
    digest: null,
  });
  graph.edge(reportId, decision, 'drives');
  graph.node({
    id: `gate:${report.gate.id}`,
    type: 'source',
    title: `Gate ${report.gate.id}`,
    status: 'ok',
    digest: report.gate.version,
  });
  graph.edge(`gate:${report.gate.id}`, reportId, 'produces');
  if (inputs.commit !== null) graph.edge(commitNode(graph, inputs.commit), reportId, 'produces');
  for (const check of report.checks) graph.edge(criterion(graph, check, report, facts), reportId, 'produces');
  return graph.lineage();
}

function criterion(graph: Graph, check: GateCheck, { inputs }: GateReport, facts: LineageFacts): string {
  const id = `criterion:${check.check_id}`;
  graph.node({ id, type: 'check', title: check.title, status: check.passed ? 'ok' : 'failed', digest: null });
  for (const item of check.items) {
    const from = facts.items.get(item)?.revision ?? null;
    if (from !== null) graph.edge(revisionNode(graph, from), id, 'checked-by');
    else
      graph.missing(
        `item:${item}`,
        id,
        'checked-by',
        `Which text ${titleOf(facts.items.get(item), item)} was read from is not known.`,
      );
  }
  for (const piece of check.evidence) graph.edge(verification(graph, piece, facts), id, 'drives');
  for (const signed of check.signoffs) graph.edge(signoff(graph, signed, facts), id, 'drives');
  const isNamed = check.items.length > 0;
  const others = isNamed ? (check.seen > check.items.length ? ALL_FACTS : []) : OTHER_FACTS;
  for (const [kind, title] of others) {
    const digest = inputs.digests[kind];
    if (digest === undefined) continue;
    graph.node({ id: `facts:${kind}`, type: 'source', title, status: 'ok', digest });
    graph.edge(`facts:${kind}`, id, 'checked-by');
  }
  return id;
}

function revisionNode(graph: Graph, { id, title, digest }: RevisionSource): string {
  const node = `revision:${id}`;
  graph.node({ id: node, type: 'source', title, status: 'ok', digest });
  return node;
}

function verification(graph: Graph, piece: EvidenceId, { evidence }: LineageFacts): string {
  const id = `verification:${piece}`;
  const from = `evidence:${piece}`;
  if (graph.has(id)) return id;
  const found = evidence.get(piece);
  const title = titleOf(found, piece);
  const status = found === undefined ? 'missing' : STATUS[found.state];
  graph.node({ id, type: 'check', title: `Verification of ${title}`, status, digest: null });
  graph.node({ id: from, type: 'source', title, status, digest: found?.digest ?? null });
  if (found === undefined) graph.missing(from, id, 'checked-by', `The evidence ${piece} is not here.`);
  else if (found.state === 'unverified')
    graph.missing(from, id, 'checked-by', `${title} was never verified.`);
  else if (found.digest === null && found.commit === null)
    graph.missing(
      from,
      id,
      'checked-by',
      `Of ${title} neither a digest nor a commit is known: nothing says what was verified.`,
    );
  else graph.edge(from, id, 'checked-by');
  if (found?.commit != null) graph.edge(commitNode(graph, found.commit), from, 'produces');
  return id;
}

function signoff(graph: Graph, signed: SignoffId, facts: LineageFacts): string {
  const id = `signoff:${signed}`;
  if (graph.has(id)) return id;
  const found = facts.signoffs.get(signed);
  const status = found === undefined ? 'missing' : 'ok';
  graph.node({ id, type: 'check', title: titleOf(found, signed), status, digest: null });
  if (found === undefined) {
    graph.missing(
      `statement:${signed}`,
      id,
      'signed-by',
      `The statement of the sign-off ${signed} is not here.`,
    );
    return id;
  }
  for (const piece of found.evidence) {
    verification(graph, piece, facts);
    graph.edge(`evidence:${piece}`, id, 'signed-by');
  }
  graph.edge(revisionNode(graph, found.revision), id, 'signed-by');
  return id;
}

function commitNode(graph: Graph, commit: string): string {
  const id = `commit:${commit}`;
  graph.node({ id, type: 'source', title: `Commit ${commit.slice(0, 12)}`, status: 'ok', digest: null });
  return id;
}

const STATUS: Readonly<Record<EvidenceState, LineageNode['status']>> = {
  verified: 'ok',
  failed: 'failed',
  missing: 'missing',
  stale: 'unknown',
  unverified: 'unknown',
  unreachable: 'unknown',
};

function titleOf(found: { readonly title: string } | undefined, id: string): string {
  return found?.title ?? id;
}

/** Each node and edge once, whoever leads there. */
class Graph {
  readonly #nodes = new Map<string, LineageNode>();
  readonly #edges = new Map<string, LineageEdge>();
  readonly #missing = new Set<string>();

  has(id: string): boolean {
    return this.#nodes.has(id);
  }

  node(node: LineageNode): void {
    if (!this.#nodes.has(node.id)) this.#nodes.set(node.id, node);
  }

  edge(source: string, target: string, relation: LineageEdge['relation']): void {
    const key = `${source} ${target}`;
    if (!this.#edges.has(key)) this.#edges.set(key, { source, target, relation, status: 'observed' });
  }

  /** An end that there is none of is shown as what is missing. */
  missing(source: string, target: string, relation: LineageEdge['relation'], says: string): void {
    this.node({ id: source, type: 'source', title: source, status: 'missing', digest: null });
    this.#edges.set(`${source} ${target}`, { source, target, relation, status: 'missing' });
    this.#missing.add(says);
  }

  lineage(): Lineage {
    const missing = [...this.#missing];
    return {
      contract: 'quarterdeck_lineage_v1',
      nodes: [...this.#nodes.values()],
      edges: [...this.#edges.values()],
      complete: missing.length === 0,
      missing,
    };
  }
}

/** In one line. */
export function lineageSummary({ nodes, edges, missing }: Lineage): string {
  const size = `${counted(nodes.length, 'nodes')} and ${counted(edges.length, 'edges')}`;
  return missing.length === 0
    ? `Complete: ${size}.`
    : `${counted(missing.length, 'edges')} of it missing: ${size}.`;
}
