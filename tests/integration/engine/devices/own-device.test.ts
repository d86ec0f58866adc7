import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { openSecretStore } from '../../../../node/secrets/open-secret-store.ts';
import { createMemorySecrets, memoryEntries } from '../../../support/memory-secrets.ts';
import { temporaryFolder } from '../support-folder.ts';
import { context, openEngine, take, testClock } from '../test-engine.ts';

const entropy = { bytes: (count: number) => new Uint8Array(randomBytes(count)) };

/** As a shell opens a workspace: sealed secrets in its folder, device keys in the system user's. */
async function openedAt(folder: string, userFolder: string, passphrase: string | null = null) {
  const workspace = join(folder, 'workspace');
  mkdirSync(workspace, { recursive: true, mode: 0o700 });
  const secrets = take(
    await openSecretStore({ folder: workspace, entropy, passphrase, keyring: null, userFolder }),
  );
  return openEngine({ folder, secrets });
}

function database(folder: string): Database.Database {
  return new Database(join(folder, 'workspace', 'quarterdeck.db'));
}

interface DeviceRow {
  readonly id: string;
  readonly name: string;
  readonly signing_key: string | null;
}

function devicesOf(folder: string): { readonly own: string; readonly rows: readonly DeviceRow[] } {
  const db = database(folder);
  try {
    const own = db.prepare<[], string>('SELECT device_id FROM workspace').pluck().get() ?? '';
    return {
      own,
      rows: db.prepare<[], DeviceRow>('SELECT id, name, signing_key FROM device ORDER BY added_at').all(),
    };
  } finally {
    db.close();
  }
}

async function statusOf(engine: Awaited<ReturnType<typeof openEngine>>) {
  return (await engine.handlers.views['workspace.status'].read({})).rows[0];
}

/** Which device wrote each op, in the order of the log. */
function deviceNames(folder: string): string[] {
  const db = database(folder);
  try {
    return db.prepare<[], string>('SELECT device_id FROM op ORDER BY seq').pluck().all();
  } finally {
    db.close();
  }
}

describe('the device of a workspace', () => {
  it('is enrolled with both keys at the first run, and is the same one after every restart', async () => {
    const [folder, user] = [temporaryFolder(), temporaryFolder()];
    await (await openedAt(folder, user)).close();
    const first = devicesOf(folder);
    expect(first.rows).toMatchObject([{ id: first.own }]);
    expect(first.rows[0]?.signing_key).toContain('PUBLIC KEY');
    const again = await openedAt(folder, user);
    expect(await statusOf(again)).toMatchObject({ recovered: null, devices: 1 });
    expect(devicesOf(folder)).toEqual(first);
  });

  it('is another one in a copy: both are open beside each other and write under names of their own', async () => {
    const [folder, user] = [temporaryFolder(), temporaryFolder()];
    const original = await openedAt(folder, user);
    const other = temporaryFolder();
    take(await original.handlers.calls['workspace.copy']({ folder: join(other, 'workspace') }, context));
    const copy = await openedAt(other, user);
    expect((await statusOf(copy))?.recovered).toContain('a device of its own');
    expect(await statusOf(copy)).toMatchObject({ devices: 2 });
    expect(await statusOf(original)).toMatchObject({ recovered: null, devices: 1 });
    for (const engine of [original, copy, original, copy])
      take(await engine.handlers.calls['settings.set']({ staleAfterDays: 3 }, context));

    const [here, there] = [devicesOf(folder), devicesOf(other)];
    expect(there.own).not.toBe(here.own);
    expect(there.rows.find((row) => row.id === there.own)?.signing_key).not.toBeNull();
    const written = [folder, other].map((at) => {
      const db = database(at);
      const rows = db.prepare<[], { id: string; hlc: string }>('SELECT id, hlc FROM op').all();
      db.close();
      return rows;
    });
    const [ours = [], theirs = []] = written;
    const shared = theirs.filter((op) => ours.some((one) => one.id === op.id));
    const [ids, clocks] = [new Set<string>(), new Set<string>()];
    for (const op of [...ours, ...theirs]) {
      ids.add(op.id);
      clocks.add(op.hlc);
    }
    expect(ids.size).toBe(ours.length + theirs.length - shared.length);
    expect(clocks.size).toBe(ids.size);
    expect(take(await copy.handlers.calls['workspace.rebuild']({ verify: true }, context))).toMatchObject({
      same: true,
      wrongSignature: null,
    });
  });

  it('writes nothing under the old name in a copy made with the file manager, secrets and all', async () => {
    const [folder, user, other] = [temporaryFolder(), temporaryFolder(), temporaryFolder()];
    await (await openedAt(folder, user)).close();
    const before = devicesOf(folder).own;
    cpSync(join(folder, 'workspace'), join(other, 'workspace'), { recursive: true });
    const copy = await openedAt(other, user);
    take(await copy.handlers.calls['settings.set']({ staleAfterDays: 3 }, context));
    await copy.close();
    expect(new Set(deviceNames(folder))).toEqual(new Set([before]));
    const written = deviceNames(other).slice(deviceNames(folder).length);
    expect(new Set(written)).toEqual(new Set([devicesOf(other).own]));
  });

  it('stays itself when its secrets cannot be opened, and becomes a new one without keys in a copy', async () => {
    const [folder, user, other] = [temporaryFolder(), temporaryFolder(), temporaryFolder()];
    await (await openedAt(folder, user, 'four quiet words')).close();
    const own = devicesOf(folder).own;
    cpSync(join(folder, 'workspace'), join(other, 'workspace'), { recursive: true });
    await (await openedAt(folder, user)).close();
    expect(devicesOf(folder).own).toBe(own);
    await (await openedAt(other, user)).close();
    const copied = devicesOf(other);
    expect(copied.rows.find((row) => row.id === copied.own)).toMatchObject({ signing_key: null });

    await (await openedAt(other, user, 'four quiet words')).close();
    const opened = devicesOf(other);
    expect(opened.own).toBe(copied.own);
    expect(opened.rows.find((row) => row.id === opened.own)?.signing_key).not.toBeNull();
  });

  it('gets keys at the first start with a workspace that was written before devices had any', async () => {
    const [folder, user, other] = [temporaryFolder(), temporaryFolder(), temporaryFolder()];
    await (await openedAt(folder, user)).close();
    const db = database(folder);
    const own = devicesOf(folder).own;
    db.exec('UPDATE workspace SET place = NULL; UPDATE device SET signing_key = NULL');
    db.close();
    cpSync(join(folder, 'workspace'), join(other, 'workspace'), { recursive: true });
    rmSync(join(user, 'devices'), { recursive: true });
    await (await openedAt(folder, user)).close();
    expect(devicesOf(folder)).toMatchObject({ own, rows: [{ id: own }] });
    // Its key is on this machine, bound to the original's place.
    await (await openedAt(other, user)).close();
    expect(devicesOf(other).own).not.toBe(own);
  });

  it('is a new one where only its key is lost', async () => {
    const folder = temporaryFolder();
    const secrets = createMemorySecrets();
    await (await openEngine({ folder, secrets })).close();
    const { own } = devicesOf(folder);
    await (await openEngine({ folder, secrets: { ...secrets, machine: memoryEntries() } })).close();
    expect(devicesOf(folder).own).not.toBe(own);
  });
});

describe('an actor session', () => {
  async function withRuth() {
    const folder = temporaryFolder();
    const clock = testClock();
    const engine = await openEngine({ folder, clock });
    const { calls, views } = engine.handlers;
    const { actorId } = take(
      await calls['actors.add']({ name: 'Ruth', passphrase: 'a long passphrase' }, context),
    );
    const session = engine.openSession();
    const signal = context.signal;
    const acting = () => ({ actor: session.actor, session, signal });
    const status = async () => (await views['workspace.status'].read({}, session)).rows[0]?.actor;
    const rename = () => calls['settings.set']({ staleAfterDays: 9 }, acting());
    return { engine, clock, calls, actorId, session, acting, status, rename };
  }

  it('acts as the owner until it chooses somebody, who does nothing while locked', async () => {
    const { session, status, rename, actorId } = await withRuth();
    expect(await status()).toMatchObject({ lock: 'none' });
    take(await rename());
    take(session.choose('ruth'));
    expect(await status()).toEqual({ id: actorId, name: 'Ruth', lock: 'locked' });
    expect(await rename()).toMatchObject({ ok: false, error: { code: 'actor.locked' } });
    expect(session.choose('nobody')).toMatchObject({ ok: false, error: { code: 'actor.not-found' } });
  });

  it('signs as who unlocked it, until it is locked on demand', async () => {
    const { calls, acting, actorId, status, rename } = await withRuth();
    expect(await calls['actors.unlock']({ actorId, passphrase: 'not this one' }, acting())).toMatchObject({
      ok: false,
      error: { code: 'actor.passphrase-wrong', facts: { name: 'Ruth' } },
    });
    take(await calls['actors.unlock']({ actorId, passphrase: 'a long passphrase' }, acting()));
    expect(await status()).toMatchObject({ name: 'Ruth', lock: 'unlocked' });
    take(await rename());
    take(await calls['actors.add']({ name: 'Tom', passphrase: null }, acting()));
    take(await calls['actors.lock']({}, acting()));
    expect(await status()).toMatchObject({ name: 'Ruth', lock: 'locked' });
    expect(await rename()).toMatchObject({ ok: false, error: { code: 'actor.locked' } });
    expect(take(await calls['workspace.rebuild']({ verify: true }, context))).toMatchObject({
      wrongSignature: null,
    });
  });

  it('is locked when the key was not used for a quarter of an hour, and not while it is used', async () => {
    const { calls, acting, actorId, clock, rename } = await withRuth();
    take(await calls['actors.unlock']({ actorId, passphrase: 'a long passphrase' }, acting()));
    for (let turn = 0; turn < 4; turn += 1) {
      clock.forward(10 * 60_000);
      take(await rename());
    }
    clock.forward(15 * 60_000);
    expect(await rename()).toMatchObject({ ok: false, error: { code: 'actor.locked' } });
  });

  it('belongs to one connection: another one is not unlocked with it', async () => {
    const { engine, calls, acting, actorId } = await withRuth();
    take(await calls['actors.unlock']({ actorId, passphrase: 'a long passphrase' }, acting()));
    const other = engine.openSession();
    take(other.choose(actorId));
    expect(other.isUnlocked(actorId)).toBe(false);
    expect(
      await calls['settings.set'](
        { staleAfterDays: 9 },
        { actor: other.actor, session: other, signal: context.signal },
      ),
    ).toMatchObject({ ok: false, error: { code: 'actor.locked' } });
  });

  it('does nothing any more once its actor is revoked, unlocked or not', async () => {
    const { calls, acting, actorId, session, rename } = await withRuth();
    take(await calls['actors.unlock']({ actorId, passphrase: 'a long passphrase' }, acting()));
    take(await calls['actors.revoke']({ actorId }, context));
    expect(await rename()).toMatchObject({ ok: false, error: { code: 'actor.revoked' } });
    expect(await session.unlock(actorId, 'a long passphrase')).toMatchObject({
      ok: false,
      error: { code: 'actor.revoked' },
    });
  });
});
