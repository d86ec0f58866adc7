import type { LayerEdge, LayerNode } from '../diagram/layers/layer-layout.ts';

export const layerColumns = ['Sources', 'Checks', 'Artifacts', 'Decision'];

/** A decision with about so many nodes behind it: for each of its criteria some pieces of evidence, verified by themselves. */
export function sampleLayers(count: number): {
  readonly nodes: readonly LayerNode[];
  readonly edges: readonly LayerEdge[];
} {
  const nodes: LayerNode[] = [];
  const edges: LayerEdge[] = [];
  const node = (id: string, column: number, label: string, mark: LayerNode['mark'] = 'done') => {
    nodes.push({
      id,
      column,
      label,
      mark,
      words: `${label}, ${layerColumns[column]}`,
      urgent: mark !== 'done',
    });
  };
  const edge = (from: string, to: string, missing = false) => edges.push({ from, to, missing });
  node('decision', 3, 'Release: no-go', 'blocked');
  node('report', 2, 'Report of the gate');
  node('commit', 0, 'Commit 4f21c9d0a1b2');
  edge('report', 'decision');
  edge('commit', 'report');
  const pieces = Math.max(0, Math.floor((count - 3) * 0.45));
  const criteria = Math.max(1, count - 3 - 2 * pieces);
  for (let at = 0; at < criteria; at += 1) {
    node(`criterion-${at}`, 1, `Criterion ${at + 1}`, at % 9 === 4 ? 'blocked' : 'done');
    edge(`criterion-${at}`, 'report');
  }
  for (let at = 0; at < pieces; at += 1) {
    const missing = at % 11 === 7;
    node(`evidence-${at}`, 0, `reports/part-${at}.xml`, missing ? 'at-risk' : 'done');
    node(`check-${at}`, 1, `Verification of reports/part-${at}.xml`, missing ? 'at-risk' : 'done');
    edge(`evidence-${at}`, `check-${at}`, missing);
    edge(`check-${at}`, `criterion-${(at * 7) % criteria}`);
    if (at % 3 === 0) edge('commit', `evidence-${at}`);
  }
  return { nodes, edges };
}
