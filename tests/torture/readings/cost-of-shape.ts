import { violatedInvariants } from '../../../core/domain/trackers/check/invariants.ts';
import { planEdits } from '../../../core/domain/trackers/edit/edit.ts';
import { exportCsv, exportJson } from '../../../core/domain/trackers/export.ts';
import { FINDING_RULES } from '../../../core/domain/trackers/findings/finding-rules.ts';
import { findBetween, findWithin } from '../../../core/domain/trackers/findings/findings.ts';
import { matchItems } from '../../../core/domain/trackers/identity/identity.ts';
import { mergeThreeWay } from '../../../core/domain/trackers/merge/merge.ts';
import { overlooked } from '../../../core/domain/trackers/merge/overlooked.ts';
import type { ParsedDocument } from '../../../core/domain/trackers/model.ts';
import { shownItems } from '../../../core/domain/trackers/places/shown-items.ts';
import { createSectionCache, parseTracker } from '../../../core/domain/trackers/read/parse.ts';
import { diffLines } from '../../../core/domain/trackers/text/line-diff.ts';
import { atOnce } from '../../../core/kernel/steps.ts';
import { previewOf } from '../../../main/engine/services/trackers/preview/import-preview.ts';
import { compiledRules } from '../../support/find-findings.ts';
import { knownItems } from '../../support/merging/known-items.ts';
import type { Shape } from './shape.ts';

/** What is done with a document, each measured. `all`: both sides changed whatever they could; `line`: each put a line in. */
export const WORKS = [
  'read',
  'edit',
  'merge all',
  'merge from nothing',
  'merge a line',
  'overlooked',
  'match',
  'diff',
  'show',
  'csv',
  'json',
  'preview',
  'invariants',
  'findings',
  'findings between',
] as const;
export type Work = (typeof WORKS)[number];

interface Measured {
  readonly work: Work;
  /** Of processor time. */
  readonly ms: number;
}

const RULES = compiledRules(FINDING_RULES);
const OPTIONS = { today: '2026-11-20', staleAfterDays: 30 };

function costOf(work: () => unknown): number {
  const began = process.cpuUsage();
  work();
  return process.cpuUsage(began).user / 1000;
}

/** Does with a document of this shape and size what the product does, or only one thing of it. */
export function measureShape(
  shape: Shape,
  {
    file,
    size,
    profile,
    only,
  }: {
    readonly file: string;
    readonly size: number;
    readonly profile: string | null;
    readonly only: Work | null;
  },
): Measured[] {
  const read = (text: string): ParsedDocument => parseTracker(text, { fileName: file, profile });
  const text = shape(size, '');
  const measured: Measured[] = [];
  let base: ParsedDocument | null = null;
  const ms = costOf(() => {
    base = read(text);
  });
  if (only === null || only === 'read') measured.push({ work: 'read', ms });
  if (only === 'read') return measured;
  const doc = base ?? read(text);
  const [early, late] = [read(shape(size, ' early')), read(shape(size, ' late'))];
  const put = (share: number, line: string) => {
    const at = text.indexOf('\n', text.length * share) + 1 || text.length;
    return read(text.slice(0, at) + line + text.slice(at));
  };
  const input = (trackerId: string, one: ParsedDocument) => ({
    trackerId,
    name: 'x',
    fileName: file,
    doc: one,
  });
  const does: Readonly<Record<Exclude<Work, 'read'>, () => unknown>> = {
    edit: () => editOne(doc, file),
    'merge all': () => mergeThreeWay(doc, early, late),
    'merge from nothing': () => mergeThreeWay(read(''), early, late),
    'merge a line': () => mergeThreeWay(doc, put(0.3, 'early line\n'), put(0.6, '\n- [ ] late\n')),
    overlooked: () => overlooked(doc, early, late, null),
    match: () => matchItems(knownItems(early), late.items),
    diff: () => diffLines(text, early.text),
    show: () => shownItems(read(text)),
    csv: () => exportCsv(doc),
    json: () => exportJson(doc, 'x'),
    preview: () => atOnce(previewOf(`/${file}`, text, { profile, mapping: null }, null, () => null)),
    invariants: () => violatedInvariants(doc),
    findings: () => atOnce(findWithin(input('x', doc), RULES, OPTIONS)),
    'findings between': () => atOnce(findBetween([input('x', doc), input('y', early)], RULES, OPTIONS)),
  };
  for (const work of WORKS)
    if (work !== 'read' && (only === null || only === work)) measured.push({ work, ms: costOf(does[work]) });
  return measured;
}

/** The item in the middle, as the engine edits it: what was read is read again after it. */
function editOne(doc: ParsedDocument, fileName: string): void {
  const cache = createSectionCache(4096);
  const reread = (now: string) => parseTracker(now, { fileName, profile: doc.profile, cache });
  const item = doc.items[Math.floor(doc.items.length / 2)];
  const field = item?.fields.find(({ editable }) => editable);
  if (item === undefined || field === undefined) return;
  const edit = { kind: 'set-field', address: item.address, field: field.name, value: 'done' } as const;
  planEdits(doc, [edit], { today: OPTIONS.today, log: false, actor: 'Ada', reread });
}
