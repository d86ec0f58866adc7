import { join } from 'node:path';
import { fail, ok } from '../../../../../core/kernel/result.ts';
import { readEnvironment } from '../../../../../db/readers/readiness/bundles/bundle-records.ts';
import {
  approveCommands,
  noEnvironment,
  removeEnvironment,
  setEnvironment,
} from '../../../../../db/usecases/readiness/bundles.ts';
import type { FoundRoot } from '../../../../../db/usecases/roots.ts';
import type { Service } from '../../../handlers.ts';
import { signatureOf } from '../../actors/signer.ts';
import type { EngineDeps } from '../../engine-deps.ts';
import { placeOfFile } from '../../trackers/roots/connect-root.ts';
import { gateKnown } from '../gates/known-gates.ts';

export const saveEnvironment: Service<EngineDeps, 'environments.save'> = async (deps, input, context) => {
  const { environmentId, folder, ...terms } = input;
  if (terms.gate != null) {
    const known = await gateKnown(deps, terms.gate, context.signal);
    if (!known.ok) return known;
    if (known.value === null)
      return fail('gate.not-found', `There is no gate ${terms.gate}. Nothing was changed.`, {
        gateId: terms.gate,
      });
  }
  let root: FoundRoot | null | undefined;
  if (folder === null) root = null;
  if (typeof folder === 'string') {
    const facts = await deps.files.facts(folder).catch(() => null);
    if (facts?.isFolder !== true)
      return fail('file.missing', `There is no folder ${folder}. Nothing was changed.`, { path: folder });
    // A root is found from a file in it.
    const found = await placeOfFile(deps, join(folder, 'environment'), context.signal);
    if (!found.ok) return found;
    root = found.value.root;
  }
  const sign = await signatureOf(deps, context);
  if (!sign.ok) return sign;
  const signing = { actorId: context.actorId, sign: sign.value };
  const saved = setEnvironment(deps.db, signing, environmentId, {
    ...terms,
    ...(root === undefined ? {} : { root }),
  });
  return saved.ok ? ok({ summary: `The environment ${environmentId} is saved.` }) : saved;
};

export const removeOne: Service<EngineDeps, 'environments.remove'> = async (
  deps,
  { environmentId },
  context,
) => {
  const sign = await signatureOf(deps, context);
  if (!sign.ok) return sign;
  const removed = removeEnvironment(deps.db, { actorId: context.actorId, sign: sign.value }, environmentId);
  return removed.ok
    ? ok({
        summary: `The environment ${environmentId} is removed. What was moved into it stays in the history.`,
      })
    : removed;
};

/** What was shown has to be what is there: it may have been changed meanwhile, on another device. */
export const approve: Service<EngineDeps, 'environments.approve'> = async (deps, input, context) => {
  const { environmentId, commands } = input;
  const environment = readEnvironment(deps.db.read, environmentId);
  if (environment === null) return noEnvironment(environmentId);
  const changed = commands.find(({ step, command }) => environment[step] !== command);
  if (changed !== undefined) {
    return fail(
      'environment.command-changed',
      `The ${changed.step} command of ${environmentId} is another one by now. Nothing was approved; read it again.`,
      { step: changed.step },
    );
  }
  const sign = await signatureOf(deps, context);
  if (!sign.ok) return sign;
  const approved = approveCommands(
    deps.db,
    { actorId: context.actorId, sign: sign.value },
    commands.map(({ step, command }) => ({
      environment: environmentId,
      step,
      command,
      root: environment.root,
    })),
  );
  if (!approved.ok) return approved;
  const steps = commands.map(({ step }) => step).join(', ');
  return ok({ summary: `Approved for ${environmentId} on this device: ${steps}.` });
};
