import { useQuery, useView } from '../../../bridge/hooks.ts';
import { itemPath } from '../../../domains/readiness/evidence-labels.ts';
import type { OpenedDialog } from '../../../domains/readiness/signoffs/signoff-dialog.tsx';
import {
  offeredSteps,
  readinessPath,
  type Signoff,
  type SignoffStep,
  stepLabels,
  untried,
} from '../../../domains/readiness/signoffs/signoff-labels.ts';
import { setField, whyLocked } from '../../../domains/trackers/model/edits.ts';
import { sendWithUndo } from '../../../domains/trackers/send-edits.ts';
import { navigate } from '../../../ui/frame/navigation.tsx';
import { ContextMenu } from '../../../ui/overlays/context-menu.tsx';
import type { MenuGroup } from '../../../ui/overlays/menu.tsx';
import type { Card } from './board-model.ts';

interface CardMenuProps {
  readonly card: Card;
  readonly at: { readonly x: number; readonly y: number };
  readonly onStep: (dialog: OpenedDialog) => void;
  readonly onClose: () => void;
}

/** Everything that may be done with a card: steps of its sign-off, legal moves of its status, and where it stands. */
export function CardMenu({ card, at, onStep, onClose }: CardMenuProps) {
  const detail = useQuery('trackers.item', { itemId: card.id });
  const view = useView('signoffs.item', { itemId: card.id });
  const signoff = view.rows[0];
  if (detail.phase === 'loading' || view.phase === 'loading') return null;
  const moves = detail.value?.moves ?? [];
  const field = detail.value?.row.fields.find(({ kind }) => kind === 'status');
  const locked = field === undefined ? null : whyLocked(field);
  const run = (id: string) => {
    const [what, ...rest] = id.split(':');
    const named = rest.join(':');
    if (what === 'open') navigate(readinessPath(card.id));
    else if (what === 'tracker') navigate(itemPath({ trackerId: card.trackerId, itemId: card.id }));
    else if (what === 'word' && field !== undefined && detail.value !== null)
      void sendWithUndo(card.trackerId, [setField(detail.value.row, field, named)]);
    else {
      const offered = signoff === undefined ? [] : offeredSteps(signoff);
      const step = offered.find((one) => one.step === named);
      if (step !== undefined) onStep({ step: step.step, itemId: card.id });
    }
  };
  return (
    <ContextMenu
      label={`Menu of ${card.title}`}
      at={at}
      groups={[
        { id: 'sign-off', title: 'Sign-off', entries: stepsOf(signoff) },
        ...(field === undefined || moves.length === 0
          ? []
          : [
              {
                id: 'status',
                title: field.label,
                entries: moves.map(({ word, state }) => ({
                  id: `word:${word}`,
                  label: word,
                  mark: state,
                  isDisabled: locked !== null,
                  detail:
                    locked ?? (state === 'locked' ? 'Only writes the word; nobody signs by it.' : undefined),
                })),
              },
            ]),
        {
          id: 'places',
          title: 'Go to',
          entries: [
            { id: 'open:', label: 'All of its readiness', keys: '↵' },
            { id: 'tracker:', label: 'Its row in the tracker' },
          ],
        },
      ]}
      onAction={run}
      onClose={onClose}
    />
  );
}

const stepKeys: Partial<Record<SignoffStep, string>> = { request: 'p', approve: 'a', return: 'r' };

function stepsOf(signoff: Signoff | undefined): MenuGroup['entries'] {
  if (signoff === undefined) return [];
  return offeredSteps(signoff).map(({ step, whyNot }) => ({
    id: `step:${step}`,
    label: stepLabels[step],
    keys: stepKeys[step],
    isDisabled: whyNot !== null,
    detail: whyNot === null ? undefined : untried(whyNot),
  }));
}
