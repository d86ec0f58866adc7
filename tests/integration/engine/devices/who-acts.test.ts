import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { type CommandName, contract, isCallName } from '../../../../core/contract/index.ts';
import { ActorId } from '../../../../core/kernel/ids.ts';
import type { Engine } from '../../../../main/engine/engine.ts';
import { temporaryFolder } from '../support-folder.ts';
import { context, openEngine, take } from '../test-engine.ts';

const calls = Object.keys(contract).filter(isCallName);
const acting = calls.filter((name) => !['nobody', 'connection'].includes(contract[name].acts));
const orders = calls.filter((name) => contract[name].acts === 'operator');

/** Without a look at the input: whoever may not act is refused before it counts what was asked. */
async function refusalOf(engine: Engine, name: (typeof calls)[number], actor: ActorId | null) {
  const answer: unknown = await Reflect.apply(engine.handlers.calls[name], undefined, [
    { actorId: null },
    { ...context, actor },
  ]);
  return answer;
}

describe('who acts', () => {
  it('is declared for every command but those that concern this device alone', () => {
    const free: CommandName[] = [
      'alerts.test',
      'endpoints.check',
      'jobs.cancel',
      'layout.set',
      'trackers.recheck',
      'trackers.upToDate',
      'workspace.copy',
      'workspace.rebuild',
    ];
    const commands = calls.filter((name) => contract[name].kind === 'command');
    expect(commands.filter((name) => contract[name].acts === 'nobody').toSorted()).toEqual(free);
  });

  it('is named in the errors of every call that may be refused for it', () => {
    const codes = ['actor.not-found', 'actor.revoked', 'actor.locked'];
    const silent = acting.filter((name) => !codes.every((code) => contract[name].errors.includes(code)));
    expect(acting.length).toBeGreaterThan(40);
    expect(silent).toEqual([]);
  });

  it('must be somebody enrolled: a stranger is refused by every acting call', async () => {
    const engine = await openEngine({ folder: temporaryFolder() });
    const stranger = ActorId.parse('ac_stranger');
    const answers = await Promise.all(acting.map((name) => refusalOf(engine, name, stranger)));
    for (const answer of answers) {
      expect(answer).toMatchObject({
        ok: false,
        error: { code: 'actor.not-found', facts: { actorId: stranger } },
      });
    }
  });

  it('must not be revoked', async () => {
    const engine = await openEngine({ folder: temporaryFolder() });
    const added = take(
      await engine.handlers.calls['actors.add']({ name: 'Ruth', passphrase: null }, context),
    );
    take(await engine.handlers.calls['actors.revoke']({ actorId: added.actorId }, context));
    const answers = await Promise.all(acting.map((name) => refusalOf(engine, name, added.actorId)));
    for (const answer of answers) {
      expect(answer).toMatchObject({ ok: false, error: { code: 'actor.revoked', facts: { name: 'Ruth' } } });
    }
  });

  it('is nobody by default once the person of this system user is revoked, also after a restart', async () => {
    const folder = temporaryFolder();
    const engine = await openEngine({ folder });
    const { calls } = engine.handlers;
    const ruth = take(await calls['actors.add']({ name: 'Ruth', passphrase: null }, context)).actorId;
    const db = new Database(join(folder, 'workspace', 'quarterdeck.db'), { readonly: true });
    const found: unknown = db.prepare('SELECT id FROM actor WHERE id <> ?').pluck().get(ruth);
    db.close();
    take(await calls['actors.revoke']({ actorId: ActorId.parse(found) }, { ...context, actor: ruth }));
    const revoked = { ok: false, error: { code: 'actor.revoked' } };
    expect(await refusalOf(engine, 'findings.reopen', null)).toMatchObject(revoked);
    await engine.close();
    const again = await openEngine({ folder });
    expect(await refusalOf(again, 'findings.reopen', null)).toMatchObject(revoked);
    take(
      await again.handlers.calls['actors.add'](
        { name: 'Teo', passphrase: null },
        { ...context, actor: ruth },
      ),
    );
  });

  it('gives the fleet of a read-only workspace no orders', async () => {
    const folder = temporaryFolder();
    const first = await openEngine({ folder });
    await first.close();
    const db = new Database(join(folder, 'workspace', 'quarterdeck.db'));
    db.exec("INSERT INTO migration VALUES (9999, '9999-later', 'h', 1, '7.2.0')");
    db.close();
    const engine = await openEngine({ folder });
    const answers = await Promise.all(orders.map((name) => refusalOf(engine, name, null)));
    for (const answer of answers)
      expect(answer).toMatchObject({ ok: false, error: { code: 'db.read-only' } });
    expect(orders.length).toBeGreaterThan(20);
  });
});
