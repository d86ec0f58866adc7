import { changeSentence } from '../../../core/domain/trackers/text/change-words.ts';
import { readableDates } from '../../bridge/readable-dates.ts';
import { roleTitle, type Signoff } from '../../domains/readiness/signoffs/signoff-labels.ts';
import type { ItemDetail } from '../../domains/trackers/model/rows.ts';

export interface ItemEvent {
  readonly at: number;
  readonly says: string;
}

/** What happened to an item, in its text and on its way to a sign-off, as sentences; the newest first. */
export function itemEvents(
  signoff: Signoff,
  history: ItemDetail['history'],
  me: string | null,
): readonly ItemEvent[] {
  const { requested, roles, statements, gaps, reviews } = signoff;
  const named = (role: string) => roleTitle(role, reviews);
  const events: readonly ItemEvent[] = [
    ...(requested === null
      ? []
      : [
          {
            at: requested.at,
            says: `${requested.by} asked for a sign-off as ${roles.map(({ role }) => named(role)).join(', ')}.`,
          },
        ]),
    ...statements.flatMap(({ signed, role, takenBack }): ItemEvent[] => [
      { at: signed.at, says: `${signed.by} signed as ${named(role)}.` },
      ...(takenBack === null
        ? []
        : [{ at: takenBack.at, says: `${takenBack.by} withdrew the signature as ${named(role)}.` }]),
    ]),
    ...gaps.flatMap(({ raised, role, text, closed }): ItemEvent[] => [
      { at: raised.at, says: `${raised.by} returned it as ${named(role)}: ${text}` },
      ...(closed === null
        ? []
        : [
            {
              at: closed.at,
              says: `${closed.by} closed a gap (${text})${closed.note === '' ? '.' : `: ${closed.note}`}`,
            },
          ]),
    ]),
    ...history.map((change) => ({ at: change.at, says: readableDates(changeSentence(change, null, me)) })),
  ];
  return events.toSorted((a, b) => b.at - a.at);
}
