import type { DiagramFacts, NodeFact } from '../diagrams/diagram-facts.ts';
import type { ReadingRule } from '../profiles/reading-profile.ts';
import { declaredVocabulary } from '../vocabulary/status-key.ts';
import type { Vocabulary } from '../vocabulary/vocabulary.ts';
import type { ChunkScope } from './chunk-scope.ts';
import type { DraftField } from './draft-field.ts';
import { readStatus } from './item-status.ts';

/** Items a diagram states where the profile says so, and its transitions as a counted fact. */
export function readDiagramItems(scope: ChunkScope, facts: DiagramFacts): void {
  const rule = scope.rule;
  if (rule === null) return;
  const { transitions } = rule.rule;
  if (facts.kind === 'state' && transitions !== undefined) {
    scope.tally(transitions, facts.edges.length);
  }
  if (facts.kind === 'flowchart') readNodes(scope, facts, rule);
}

function readNodes(scope: ChunkScope, facts: DiagramFacts, { rule, nodeId }: ReadingRule): void {
  if (rule.nodes === undefined || nodeId === null) return;
  const items = facts.nodes.filter((node) => nodeId.test(node.id) && node.labelSpan !== null);
  const vocabulary = rule.nodes.classes ? classVocabulary(facts, scope) : null;
  if (vocabulary !== null) scope.vocabularies.set(vocabulary.id, vocabulary);
  for (const node of items) addNode(scope, facts, node, vocabulary, rule.nodes);
}

function addNode(
  scope: ChunkScope,
  facts: DiagramFacts,
  node: NodeFact,
  vocabulary: Vocabulary | null,
  rule: { readonly kind: Parameters<ChunkScope['add']>[0]['kind']; readonly count: string | null },
): void {
  const line = scope.lineAt(node.start);
  const span = node.labelSpan;
  if (span === null) return;
  const fields: DraftField[] = [{ ...scope.field('name', 'Name', 'text', span), value: node.label }];
  const status =
    vocabulary === null || node.class === null
      ? null
      : readStatus(node.class, vocabulary, scope.context.mapping);
  // Given by another line than its own, it is known and can't be edited as the node's.
  if (status !== null && node.classSpan !== null && scope.lineAt(node.classSpan.start) === line)
    fields.push(scope.field('status', 'Class', 'status', node.classSpan));
  scope.add({
    ...scope.linesSpan(line, line),
    kind: rule.kind,
    key: node.id,
    title: node.label,
    carrier: 'diagram-node',
    line,
    fields,
    status,
    vocabulary: status === null ? null : (vocabulary?.id ?? null),
    needs: facts.edges.filter((edge) => edge.to === node.id).map((edge) => edge.from),
    count: rule.count,
  });
}

/** The classes a flowchart declares are the words its nodes may carry. */
function classVocabulary(facts: DiagramFacts, scope: ChunkScope): Vocabulary | null {
  const used = facts.nodes.map((node) => node.class).filter((name) => name !== null);
  const words = [...new Set([...facts.classes, ...used])];
  if (words.length === 0) return null;
  return declaredVocabulary(`classes: ${words.join(' | ')}`, words, scope.context.mapping);
}
