import { cutText } from '../../../kernel/cut-text.ts';
import { type ItemState, STATE_WORDS } from '../../trackers/vocabulary/states.ts';
import { asSentence, failure, itemCalled } from './failures.ts';
import type { ItemsCriterion } from './gate-document.ts';
import type { EvidenceFact, GateFacts, ItemFact } from './gate-facts.ts';
import { judgeEvidence } from './judge-evidence.ts';
import { judgeSignoff } from './judge-signoff.ts';
import type { Judged } from './judged.ts';
import type { GateFailure } from './report.ts';
import { selectItems, whyAbsent } from './select-items.ts';
import { tracedItems } from './traced-items.ts';

const NOTES_QUOTED = 400;
const NO_EVIDENCE: readonly EvidenceFact[] = [];

export function judgeItems(criterion: ItemsCriterion, facts: GateFacts): Judged {
  const { items, absent, problem } = selectItems(criterion.items, facts);
  const traced = tracedItems(criterion, facts);
  const failures: GateFailure[] = [...traced.failures];
  if (problem !== null)
    failures.push(failure('absent', problem, 'Import the tracker, or mend the criterion in the gate.'));
  for (const key of absent)
    failures.push(
      failure(
        'absent',
        whyAbsent(key, criterion.items, facts),
        `Add ${key} to a tracker, or mend the criterion in the gate.`,
      ),
    );
  if (problem === null && absent.length === 0 && items.length < criterion.atLeast)
    failures.push(
      failure(
        'absent',
        `${items.length === 0 ? 'No item fits' : `Only ${items.length} fit`}${inTracker(criterion)}, and at least ${criterion.atLeast} ${criterion.atLeast === 1 ? 'has' : 'have'} to be there.`,
        'Import what is missing, or mend the criterion in the gate.',
      ),
    );
  let met = 0;
  for (const item of items) {
    const found = judgeItem(criterion, item, facts);
    if (found.length === 0) met += 1;
    else failures.push(...found);
  }
  return {
    seen: items.length + absent.length,
    met,
    failures,
    items: [...new Set([...traced.items, ...items])],
  };
}

function inTracker({ items: { tracker } }: ItemsCriterion): string {
  return tracker === undefined ? '' : ` in ${tracker}`;
}

function judgeItem({ require }: ItemsCriterion, item: ItemFact, facts: GateFacts): readonly GateFailure[] {
  const pieces = facts.evidence.get(item.id) ?? NO_EVIDENCE;
  const { broken, lacking } = judgeEvidence(item, pieces, require.evidence, facts.candidate);
  const signoff = judgeSignoff(item, facts.signoffs.get(item.id), require.signoff);
  // What was put up counts by its signatures: the word in the file follows them.
  const state = signoff.by === 'signoff' ? signoff.failures : judgeState(item, require.state);
  if (require.enough === 'both') return [...state, ...broken, ...lacking];
  const isEnough = state.length === 0 || (signoff.by === 'word' && lacking.length === 0);
  if (isEnough) return broken;
  return signoff.by === 'signoff' ? [...state, ...broken] : [...either(item, state, lacking), ...broken];
}

/** One thing to do instead of two that say the same. */
function either(
  item: ItemFact,
  [state]: readonly GateFailure[],
  [lacks]: readonly GateFailure[],
): readonly GateFailure[] {
  if (state === undefined || lacks === undefined) return [];
  return [
    {
      ...lacks,
      detail: `${state.detail} ${lacks.detail}`,
      fix: `${lacks.fix} Or ${lowerFirst(state.fix)}`,
      itemId: item.id,
    },
  ];
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}

function judgeState(item: ItemFact, allowed: 'any' | readonly ItemState[]): readonly GateFailure[] {
  const { state, status, notes } = item;
  if (allowed === 'any' || (state !== null && allowed.includes(state))) return [];
  const called = itemCalled(item);
  const wanted = allowed.map((one) => STATE_WORDS[one]).join(' or ');
  const why = notes === null || notes === '' ? '' : ` ${asSentence(cutText(notes, NOTES_QUOTED))}`;
  if (state === null)
    return [
      failure(
        'state',
        `${called} states no status, and has to be ${wanted}.${why}`,
        `Prove that ${called} is ${wanted}.`,
        {
          item,
        },
      ),
    ];
  const said = status === null || status === '' ? STATE_WORDS[state] : `"${status}" (${STATE_WORDS[state]})`;
  return [
    failure(
      'state',
      `${called} is ${said}, and has to be ${wanted}.${why}`,
      `Finish ${called}, or have it signed off.`,
      { item },
    ),
  ];
}
