import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { requestLink } from '../../../main/engine/host/dial-host.ts';
import { socketLocation } from '../../../main/engine/host/socket-location.ts';
import { socketPort } from '../../../main/engine/host/socket-port.ts';
import { startProgram } from '../../support/programs/child-program.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const start = (folder: string) => startProgram('tests/support/programs/host-program.ts', [folder]);
const is = (text: string) => (line: string) => line === text;
const lockOf = (folder: string) =>
  z
    .looseObject({ socket: z.string(), key: z.string(), pid: z.number() })
    .parse(JSON.parse(readFileSync(join(folder, 'host.lock'), 'utf8')));

describe('attach or host', () => {
  test('the first process hosts, the second attaches, and both see one engine', async () => {
    const folder = tempFolder();
    const first = start(folder);
    await first.line(is('here'));
    const second = start(folder);
    await second.line(is(`there ${first.process.pid}`));
    second.say('set=one');
    await second.line(is('set one'));
    await first.line(is('rows live 1'));
    first.say('set=two');
    await second.line(is('rows live 2'));
    const text = readFileSync(join(folder, 'lines.txt'), 'utf8');
    expect(text).toBe(`one by ${first.process.pid}\ntwo by ${first.process.pid}\n`);
  });

  test('the socket and the lock admit their owner only', async () => {
    const folder = tempFolder();
    const host = start(folder);
    await host.line(is('here'));
    expect(statSync(join(folder, 'host.sock')).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'host.lock')).mode & 0o777).toBe(0o600);
  });

  test('who does not know the key is hung up on', async () => {
    const folder = tempFolder();
    const host = start(folder);
    await host.line(is('here'));
    const { socket } = lockOf(folder);
    const frames: unknown[] = [];
    const port = socketPort(connect(socket));
    await new Promise<void>((resolve) => {
      port.listen({
        opened: () => void port.send({ t: 'knock', key: 'guess', ask: 'wire' }),
        frame: (frame) => frames.push(frame),
        lost: () => resolve(),
      });
    });
    expect(frames).toEqual([]);
    expect(await requestLink({ socket, key: 'guess' })).toBeNull();
  });

  test('a frame over its bound ends the connection, not the host', async () => {
    const folder = tempFolder();
    const host = start(folder);
    await host.line(is('here'));
    const raw = connect(lockOf(folder).socket);
    await new Promise<void>((resolve) => {
      raw.once('close', () => resolve());
      raw.write(Buffer.from([0xff, 0xff, 0xff, 0xff, 0x7b]));
    });
    host.say('set=still there');
    await host.line(is('set still there'));
  });

  test('the host itself answers for a fresh link', async () => {
    const folder = tempFolder();
    const host = start(folder);
    await host.line(is('here'));
    expect(await requestLink(lockOf(folder))).toBe('http://127.0.0.1:1/?token=x');
  });

  test('a host killed with SIGKILL is replaced by who was attached, views and all', async () => {
    const folder = tempFolder();
    const first = start(folder);
    await first.line(is('here'));
    const second = start(folder);
    await second.line(is(`there ${first.process.pid}`));
    const third = start(folder);
    await third.line(is(`there ${first.process.pid}`));
    second.say('set=before');
    await third.line(is('rows live 1'));
    await first.kill('SIGKILL');
    const successor = await Promise.race([
      second.line(is('here')).then(() => second),
      third.line(is('here')).then(() => third),
    ]);
    const other = successor === second ? third : second;
    await other.line(is(`there ${successor.process.pid}`));
    await other.line(is('rows lost 1'));
    other.say('get');
    await other.line((line) => line.startsWith('got') && line.includes(`"pid":${successor.process.pid}`));
    other.say('set=after');
    await other.line(is('set after'));
    await successor.line(is('rows live 2'));
    expect(lockOf(folder).pid).toBe(successor.process.pid);
  });

  test('a host killed with nobody attached leaves a workspace that opens at once', async () => {
    const folder = tempFolder();
    const first = start(folder);
    await first.line(is('here'));
    first.say('set=kept');
    await first.line(is('set kept'));
    await first.kill('SIGKILL');
    const second = start(folder);
    await second.line(is('here'));
    await second.line(is('rows live 1'));
  });

  test('a host that closes finishes what it started, and what it did not start is done by the next', async () => {
    const folder = tempFolder();
    const first = start(folder);
    await first.line(is('here'));
    const second = start(folder);
    await second.line(is(`there ${first.process.pid}`));
    second.say('get');
    await second.line((line) => line.startsWith('got'));
    second.say('set=slow');
    await second.line(is('rows live 1'));
    first.say('close');
    // Sent while the first is ending: answered by it, or never started and then done by its successor.
    second.say('set=late');
    await second.line(is('set slow'));
    await second.line(is('here'));
    await second.line(is('set late'));
    const text = readFileSync(join(folder, 'lines.txt'), 'utf8');
    expect(text).toContain(`slow by ${first.process.pid}\n`);
    expect(text.match(/late by/g)).toHaveLength(1);
    expect(await first.ended).toBe(0);
  });

  test('many processes that open at once agree on one host', async () => {
    const folder = tempFolder();
    const all = Array.from({ length: 5 }, () => start(folder));
    const places = await Promise.all(all.map((one) => one.line((line) => /^(here|there)/.test(line))));
    expect(places.filter((place) => place === 'here')).toHaveLength(1);
    all.forEach((one, index) => one.say(`set=${index}`));
    await Promise.all(all.map((one) => one.line(is('rows live 5'))));
  });

  test('a workspace whose path is too long for a socket listens in a private temporary folder', async () => {
    const folder = join(tempFolder(), 'long'.repeat(20), 'longer'.repeat(10));
    mkdirSync(folder, { recursive: true });
    const place = socketLocation(folder, 'n');
    expect(Buffer.byteLength(place.ok ? place.value : 'x'.repeat(200))).toBeLessThan(104);
    const first = start(folder);
    await first.line(is('here'));
    const second = start(folder);
    await second.line(is(`there ${first.process.pid}`));
    expect(statSync(join(lockOf(folder).socket, '..')).mode & 0o077).toBe(0);
  });

  test('a folder that cannot be made is refused in words', async () => {
    const host = start('/dev/null/workspace');
    await host.line(is('refused workspace.not-writable'));
  });
});
