import type { z } from 'zod';
import { Settings } from '../../core/domain/settings.ts';
import type { ActorId } from '../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../core/kernel/result.ts';
import { SETTINGS_ENTITY } from '../tables/register.ts';
import type { WorkspaceDb } from '../workspace-db.ts';
import { appendOps } from './append.ts';

export type SettingsPatch = z.input<ReturnType<typeof Settings.partial>>;

/** Sets what the patch names, field by field; the later change of a field wins on every device. */
export function setSettings(db: WorkspaceDb, actorId: ActorId, patch: SettingsPatch): Result<null> {
  const parsed = Settings.partial().safeParse(patch);
  if (!parsed.success) {
    return fail(
      'settings.invalid',
      `This setting can't be used: ${parsed.error.issues[0]?.message ?? 'wrong value'}. Nothing was changed.`,
    );
  }
  return db.write('full', (tx) => {
    const changes = new Map<string, { value: string | number | boolean }>();
    for (const [name, value] of Object.entries(parsed.data))
      if (value !== undefined) changes.set(name, { value });
    if (changes.size === 0) return ok(null);
    appendOps(tx, {
      actorId,
      correlation: tx.id('cr'),
      ops: [
        {
          entity: SETTINGS_ENTITY,
          patch: Object.fromEntries(changes),
        },
      ],
    });
    return ok(null);
  });
}
