import { fail, ok } from '../../../../../core/kernel/result.ts';
import { readMove } from '../../../../../db/readers/readiness/bundles/bundle-records.ts';
import {
  listBundles,
  listEnvironments,
  listMoves,
} from '../../../../../db/readers/readiness/bundles/release-rows.ts';
import { workspaceFacts } from '../../../../../db/readers/workspace-view.ts';
import { readFailure } from '../../../../../node/files/file-failure.ts';
import type { Service, ViewHandler } from '../../../handlers.ts';
import type { EngineDeps } from '../../engine-deps.ts';

/** The end of an output that is shown. */
const SHOWN_BYTES = 256 * 1024;

export interface ReleaseViews {
  readonly 'bundles.list': ViewHandler<'bundles.list'>;
  readonly 'environments.list': ViewHandler<'environments.list'>;
  readonly 'environments.moves': ViewHandler<'environments.moves'>;
}

export function releaseViews({ db }: EngineDeps): ReleaseViews {
  const topics = () => ['bundles', 'actors'] as const;
  return {
    'bundles.list': { topics, read: () => ({ rows: listBundles(db.read), extra: {} }) },
    'environments.list': {
      topics,
      read: () => {
        const device = workspaceFacts(db.read)?.deviceId;
        return { rows: device === undefined ? [] : listEnvironments(db.read, device), extra: {} };
      },
    },
    'environments.moves': {
      topics,
      read: ({ environmentId }) => ({ rows: listMoves(db.read, environmentId), extra: {} }),
    },
  };
}

export const output: Service<EngineDeps, 'environments.output'> = async (deps, { moveId, step, what }) => {
  const steps = readMove(deps.db.read, moveId)?.ended?.steps ?? [];
  const digest = steps.find((one) => one.step === step)?.[what] ?? null;
  if (digest === null || deps.evidence === null) return noOutput(step);
  const file = await deps.evidence.store.open(digest);
  if (!file.ok) return file;
  try {
    const { bytes } = file.value.found;
    const from = Math.max(0, bytes - SHOWN_BYTES);
    const piece = await file.value.readAt(from, SHOWN_BYTES);
    return ok({ text: new TextDecoder().decode(piece), bytes });
  } catch (error) {
    return readFailure(digest, error);
  } finally {
    await file.value.close();
  }
};

function noOutput(step: string) {
  return fail('environment.no-output', `Nothing of that kind is kept of the ${step} command of this move.`, {
    step,
  });
}
