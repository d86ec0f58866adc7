import { randomBytes } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { RowOf } from '../../../core/contract/index.ts';
import { createClient, type WireClient } from '../../../core/contract/transport/client.ts';
import type { Engine } from '../../../main/engine/engine.ts';
import { createCallGateway } from '../../../main/engine/wire/call-gateway.ts';
import { portPair } from '../../../main/engine/wire/port-pair.ts';
import { createWireServer } from '../../../main/engine/wire/wire-server.ts';
import { temporaryFolder } from '../engine/support-folder.ts';
import { openEngine, take, testClock } from '../engine/test-engine.ts';

const PASSPHRASE = 'four odd words here';

async function served() {
  const clock = testClock();
  const engine = await openEngine({ folder: temporaryFolder(), clock });
  const server = serverOf(engine);
  const connect = (as: string | null = null): WireClient => {
    const [near, far] = portPair();
    server.accept(far);
    const client = createClient(near, { verify: true, as: () => as });
    onTestFinished(() => client.close());
    return client;
  };
  const owner = connect();
  const { actorId } = take(await owner.call('actors.add', { name: 'Ruth', passphrase: PASSPHRASE }));
  return { clock, connect, owner, actorId };
}

function serverOf(engine: Engine) {
  const { handlers, topics, log } = engine;
  const entropy = { bytes: (count: number) => new Uint8Array(randomBytes(count)) };
  const gateway = createCallGateway({ handlers, log, entropy, verify: true });
  return createWireServer({
    gateway,
    topics,
    workspace: 'test',
    appVersion: '0.0.0-test',
    openSession: () => engine.openSession(),
  });
}

type Acting = RowOf<'workspace.status'>['actor'];

/** Resolves when the status of this connection says so. */
function untilActing(client: WireClient, fits: (actor: Acting) => boolean): Promise<void> {
  return new Promise((resolve) => {
    let stop: (() => void) | null = null;
    stop = client.watch('workspace.status', {}, ({ rows }) => {
      const [status] = rows;
      if (status === undefined || !fits(status.actor)) return;
      stop?.();
      resolve();
    });
  });
}

const edit = (client: WireClient) => client.call('settings.set', { staleAfterDays: 5 });

describe('acting over the wire', () => {
  it('unlocks for one connection, shows it there alone, and ends with it', async () => {
    const { connect, owner, actorId } = await served();
    const client = connect();
    take(await client.call('actors.unlock', { actorId, passphrase: PASSPHRASE }));
    await untilActing(client, ({ id, lock }) => id === actorId && lock === 'unlocked');
    await untilActing(owner, ({ id, lock }) => id !== actorId && lock === 'none');
    take(await edit(client));
    client.close();
    const again = connect(actorId);
    await untilActing(again, ({ id, lock }) => id === actorId && lock === 'locked');
    expect(await edit(again)).toMatchObject({ ok: false, error: { code: 'actor.locked' } });
    take(await again.call('actors.unlock', { actorId: null, passphrase: PASSPHRASE }));
    take(await edit(again));
  });

  it('locks on demand, and after a time without use', async () => {
    const { clock, connect, actorId } = await served();
    const client = connect('ruth');
    take(await client.call('actors.unlock', { actorId: null, passphrase: PASSPHRASE }));
    take(await client.call('actors.lock', {}));
    await untilActing(client, ({ lock }) => lock === 'locked');
    expect(await edit(client)).toMatchObject({ ok: false, error: { code: 'actor.locked' } });
    take(await client.call('actors.unlock', { actorId, passphrase: PASSPHRASE }));
    clock.forward(16 * 60_000);
    expect(await edit(client)).toMatchObject({ ok: false, error: { code: 'actor.locked' } });
  });

  it('refuses whoever was revoked meanwhile, and another one can be chosen', async () => {
    const { connect, owner, actorId } = await served();
    const client = connect();
    take(await client.call('actors.unlock', { actorId, passphrase: PASSPHRASE }));
    take(await owner.call('actors.revoke', { actorId }));
    expect(await edit(client)).toMatchObject({ ok: false, error: { code: 'actor.revoked' } });
    const { actorId: tom } = take(await owner.call('actors.add', { name: 'Tom', passphrase: null }));
    take(await client.call('actors.unlock', { actorId: tom, passphrase: null }));
    take(await edit(client));
  });
});
