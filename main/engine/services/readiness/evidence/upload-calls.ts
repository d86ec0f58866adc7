import { ok } from '../../../../../core/kernel/result.ts';
import type { Service } from '../../../handlers.ts';
import type { EngineDeps } from '../../engine-deps.ts';
import { notWritable } from './look-at.ts';

export const begin: Service<EngineDeps, 'uploads.begin'> = (deps, file, { actorId }) =>
  deps.uploads === null ? notWritable(deps) : deps.uploads.begin(actorId, file);

export const send: Service<EngineDeps, 'uploads.send'> = (deps, piece, { actorId }) =>
  deps.uploads === null ? notWritable(deps) : deps.uploads.send(actorId, piece);

export const discard: Service<EngineDeps, 'uploads.discard'> = async (deps, { uploadId }, { actorId }) => {
  await deps.uploads?.discard(actorId, uploadId);
  return ok({});
};
