import type { z } from 'zod';
import { DeviceSettings, Settings } from '../../core/domain/settings.ts';
import type { ActorId } from '../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../core/kernel/result.ts';
import { putDeviceSetting } from '../tables/device-setting.ts';
import { SETTINGS_ENTITY } from '../tables/register.ts';
import type { WorkspaceDb } from '../workspace-db.ts';
import { appendOps } from './append.ts';

export type SettingsPatch = z.input<ReturnType<typeof Settings.partial>>;

/**
 * Sets what the patch names. The workspace's settings are decided field by field, and the later change of a field wins
 * on every device; those of this device are only written here.
 */
export function setSettings(db: WorkspaceDb, actorId: ActorId, patch: SettingsPatch): Result<null> {
  const parsed = Settings.partial().safeParse(patch);
  if (!parsed.success) {
    return fail(
      'settings.invalid',
      `This setting can't be used: ${parsed.error.issues[0]?.message ?? 'wrong value'}. Nothing was changed.`,
    );
  }
  return db.write('full', (tx) => {
    const decided = new Map<string, { value: string | number | boolean }>();
    for (const [name, value] of Object.entries(parsed.data)) {
      if (value === undefined) continue;
      if (Object.hasOwn(DeviceSettings.shape, name)) putDeviceSetting(tx.db, name, JSON.stringify(value));
      else decided.set(name, { value });
      tx.changes.touch('settings');
    }
    if (decided.size === 0) return ok(null);
    appendOps(tx, {
      actorId,
      correlation: tx.id('cr'),
      ops: [{ entity: SETTINGS_ENTITY, patch: Object.fromEntries(decided) }],
    });
    return ok(null);
  });
}
