import { refusedEdits as refusedIn } from '../../../../../core/domain/trackers/edit/edit.ts';
import { ok } from '../../../../../core/kernel/result.ts';
import { bytesOf } from '../../../../../db/contents/text-bytes.ts';
import type { Service } from '../../../handlers.ts';
import { today } from '../../../today.ts';
import type { EngineDeps } from '../../engine-deps.ts';
import { documentAt, documentOf, liveTracker } from '../tracker-access.ts';
import { addressEach } from './addressed-edits.ts';

/** What a person is told before they agree to many edits at once. */
export const refusedEdits: Service<EngineDeps, 'trackers.refusedEdits'> = (deps, input) => {
  const found = liveTracker(deps.db, input.trackerId);
  if (!found.ok) return found;
  const doc = documentAt(deps.db, found.value, found.value.hash);
  const { each } = addressEach(deps, found.value, doc, input.edits);
  const known = each.flatMap((one, at) => (one.ok ? [{ at, edit: one.value }] : []));
  const tracker = found.value;
  const reread = (text: string) => documentOf(deps.db, tracker, bytesOf(text));
  const context = { today: today(deps.clock), log: false, actor: '', reread };
  const refusals = refusedIn(
    doc,
    known.map(({ edit }) => edit),
    context,
  );
  const refused = [
    ...each.flatMap((one, at) => (one.ok ? [] : [{ at, why: one.error }])),
    ...known.flatMap(({ at }, index) => {
      const why = refusals[index] ?? null;
      return why === null ? [] : [{ at, why }];
    }),
  ];
  return ok({
    refused: refused.map(({ at, why }) => ({
      at,
      why: { ...why, message: withoutOutcome(why.message), facts: { ...why.facts } },
    })),
  });
};

/** Nothing was asked to be changed yet. */
function withoutOutcome(message: string): string {
  return message.replace(/;\s*nothing was (?:changed|added)(?=\.)|\s*Nothing was (?:changed|added)\./gu, '');
}
