import type { Names } from '../../expression/compile.ts';
import type { ExpressionType, Scope } from '../../expression/syntax.ts';
import { dateValue } from '../../expression/values.ts';
import { isFinished, isOpen } from '../../trackers/vocabulary/states.ts';
import type { ItemFact } from './gate-facts.ts';

const text: ExpressionType = { is: 'text' };
const boolean: ExpressionType = { is: 'boolean' };

/** What a selector's `where` may ask of an item. */
export const WHERE_SCOPE = {
  tracker: text,
  section: text,
  key: text,
  kind: text,
  title: text,
  status: text,
  state: text,
  owner: text,
  notes: text,
  due: { is: 'date' },
  finished: boolean,
  open: boolean,
  deferred: boolean,
} as const satisfies Scope;

export function namesOf(item: ItemFact): Names & Record<keyof typeof WHERE_SCOPE, unknown> {
  return {
    tracker: item.trackerName,
    section: item.sectionTitle,
    key: item.key,
    kind: item.kind,
    title: item.title,
    status: item.status,
    state: item.state,
    owner: item.owner,
    notes: item.notes,
    due: dateValue(item.due),
    finished: item.state !== null && isFinished(item.state),
    open: isOpen(item.state),
    deferred: item.deferred,
  };
}
