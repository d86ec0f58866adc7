import { ActorId, DeviceId } from '../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../core/kernel/result.ts';
import { noWorkspace } from '../failures.ts';
import { insertWorkspace, readWorkspace } from '../tables/workspace.ts';
import type { WorkspaceDb } from '../workspace-db.ts';
import { type ActorInput, actorDraft } from './actors.ts';
import { appendOps } from './append.ts';
import { type DevicePublicKeys, deviceDraft } from './devices.ts';

export interface CreateWorkspaceInput {
  readonly name: string;
  readonly sample: boolean;
  readonly deviceName: string;
  /** This device's id and keys where they were made before, bound to this place. */
  readonly device?: { readonly id: DeviceId; readonly place: string; readonly keys: DevicePublicKeys };
  /** The first actor; its enrolment is signed by itself. */
  readonly actor: ActorInput;
  readonly sign: (text: string) => string;
}

export interface CreatedWorkspace {
  readonly workspaceId: string;
  readonly deviceId: DeviceId;
  readonly actorId: ActorId;
}

/** The first transaction of a workspace: its identity, this device and the first actor. */
export function createWorkspace(db: WorkspaceDb, input: CreateWorkspaceInput): Result<CreatedWorkspace> {
  return db.write('full', (tx) => {
    if (readWorkspace(tx.db) !== null) {
      return fail(
        'workspace.exists',
        'This folder already holds a workspace. It was left as it is; open it instead.',
      );
    }
    const workspaceId = tx.id('ws');
    const deviceId = input.device?.id ?? DeviceId.parse(tx.id('de'));
    const actorId = ActorId.parse(tx.id('ac'));
    insertWorkspace(tx.db, {
      id: workspaceId,
      deviceId,
      createdAt: tx.now,
      place: input.device?.place ?? null,
    });
    appendOps(tx, {
      actorId,
      correlation: tx.id('cr'),
      sign: input.sign,
      ops: [
        actorDraft(actorId, input.actor),
        deviceDraft({ id: deviceId, name: input.deviceName }, input.device?.keys ?? null),
        {
          entity: { kind: 'workspace', id: workspaceId },
          patch: { name: { value: input.name }, sample: { value: input.sample } },
        },
      ],
    });
    return ok({ workspaceId, deviceId, actorId });
  });
}

export interface WorkspacePatch {
  readonly name?: string;
  readonly sample?: boolean;
}

/** Renames the workspace, or says whether it still shows the sample. */
export function setWorkspace(db: WorkspaceDb, actorId: ActorId, patch: WorkspacePatch): Result<null> {
  return db.write('full', (tx) => {
    const workspace = readWorkspace(tx.db);
    if (workspace === null) return noWorkspace();
    const changes: Record<string, { value: string | boolean }> = {};
    if (patch.name !== undefined) changes['name'] = { value: patch.name };
    if (patch.sample !== undefined) changes['sample'] = { value: patch.sample };
    appendOps(tx, {
      actorId,
      correlation: tx.id('cr'),
      ops: [{ entity: { kind: 'workspace', id: workspace.id }, patch: changes }],
    });
    return ok(null);
  });
}
