import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { ViewState } from '../../../core/contract/index.ts';
import { commandEnv, quarterdeck } from '../../support/command.ts';
import { type ChildProgram, startProgram } from '../../support/programs/child-program.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { ask, enterBy, liveClient } from '../../support/web/web-visitor.ts';

const workspaceOf = (home: string): string => join(home, 'data', 'quarterdeck', 'workspace');
const start = (home: string, ...args: string[]): ChildProgram =>
  startProgram('quarterdeck.mjs', args.length === 0 ? ['serve'] : args, commandEnv(home));
const isAddress = (line: string): boolean => line.startsWith('Address');

async function linkOf(program: ChildProgram): Promise<string> {
  const line = await program.line(isAddress);
  return line.replace('Address', '').trim();
}

function watchStatus(client: ReturnType<typeof liveClient>): ViewState<'workspace.status'>[] {
  const states: ViewState<'workspace.status'>[] = [];
  client.watch('workspace.status', {}, (state) => states.push(state));
  onTestFinished(() => client.close());
  return states;
}

// Whole processes with a whole engine in each.
describe('serving a workspace', { timeout: 120_000 }, () => {
  test('serves until asked to stop, then closes cleanly', async () => {
    const home = tempFolder();
    const server = start(home);
    const visitor = await enterBy(await linkOf(server));
    const states = watchStatus(liveClient(visitor));
    await vi.waitFor(
      () => expect(states.at(-1)).toMatchObject({ phase: 'live', rows: [{ shell: 'web' }] }),
      20_000,
    );
    await server.kill('SIGTERM');
    expect(await server.ended).toBe(0);
    for (const left of ['host.lock', 'host.sock', 'quarterdeck.db-wal']) {
      expect(existsSync(join(workspaceOf(home), left))).toBe(false);
    }
  });

  test('a command attaches to it, and the open page shows what the command changed', async () => {
    const home = tempFolder();
    const file = join(home, 'harbour-plan.md');
    copyFileSync(join(import.meta.dirname, '../../fixtures/cli/harbour-plan.md'), file);
    const server = start(home);
    const client = liveClient(await enterBy(await linkOf(server)));
    const names: string[][] = [];
    client.watch('trackers.list', {}, ({ rows }) => names.push(rows.map((row) => row.name)));
    onTestFinished(() => client.close());
    const imported = await quarterdeck(['tracker', 'import', file], { home });
    expect([imported.code, imported.err]).toEqual([0, '']);
    await vi.waitFor(() => expect(names.at(-1)).toEqual(['Harbour renewal']), 20_000);
    const lock: unknown = JSON.parse(readFileSync(join(workspaceOf(home), 'host.lock'), 'utf8'));
    expect(lock).toMatchObject({ pid: server.process.pid });
  });

  test('opening again asks the running server for another link instead of a second server', async () => {
    const home = tempFolder();
    const server = start(home);
    const first = await linkOf(server);
    const again = await quarterdeck(['open', '--no-open', '--json'], { home });
    expect(again.code).toBe(0);
    expect(again.err).toContain('Shell: web, ');
    const address: unknown = JSON.parse(again.out);
    expect(address).toMatchObject({ address: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/\?token=/) });
    const second = String(again.out.match(/http[^"]+/)?.[0]);
    expect(second).not.toBe(first);
    expect(new URL(second).port).toBe(new URL(first).port);
    await enterBy(second);
    await enterBy(first);
    const { port } = new URL(first);
    const twice = await quarterdeck(['serve', '--port', port], { home });
    expect([twice.code, twice.err]).toEqual([
      6,
      expect.stringContaining(`This workspace is served at port ${port} already.`),
    ]);
  });

  test('after kill -9 a new start has the same address, and the open page recovers by itself', async () => {
    const home = tempFolder();
    const first = start(home);
    const visitor = await enterBy(await linkOf(first));
    const states = watchStatus(liveClient(visitor));
    await vi.waitFor(() => expect(states.at(-1)?.phase).toBe('live'), 20_000);
    await first.kill('SIGKILL');
    await vi.waitFor(() => expect(states.at(-1)).toMatchObject({ phase: 'lost', rows: [{}] }), 20_000);
    const second = start(home);
    expect(new URL(await linkOf(second)).port).toBe(String(visitor.port));
    await vi.waitFor(() => expect(states.at(-1)?.phase).toBe('live'), 20_000);
    expect((await ask(visitor.port, '/', { cookie: visitor.cookie })).status).not.toBe(403);
  });

  test('a second server attaches, and takes over when the first is killed: its page goes on', async () => {
    const home = tempFolder();
    const first = start(home);
    await linkOf(first);
    const withNotes = (command: readonly string[]) => ['sh', '-c', 'exec "$@" 2>&1', 'sh', ...command];
    const second = startProgram('quarterdeck.mjs', ['serve'], commandEnv(home), withNotes);
    const visitor = await enterBy(await linkOf(second));
    const note = await second.line((line) => line.includes(' port ') || line.startsWith('Port '));
    expect(note).toMatch(/^This workspace is served at port \d+ already; it is served at \d+ as well\.$/);
    const client = liveClient(visitor);
    const states = watchStatus(client);
    await vi.waitFor(() => expect(states.at(-1)?.phase).toBe('live'), 20_000);
    await first.kill('SIGKILL');
    await vi.waitFor(() => expect(states.map((state) => state.phase)).toContain('lost'), 20_000);
    await vi.waitFor(() => expect(states.at(-1)?.phase).toBe('live'), 20_000);
    const lock: unknown = JSON.parse(readFileSync(join(workspaceOf(home), 'host.lock'), 'utf8'));
    expect(lock).toMatchObject({ pid: second.process.pid });
    expect(await client.call('settings.set', { density: 'compact' })).toMatchObject({ ok: true });
  });

  test('the first start of the default workspace brings the sample; a named folder stays empty', async () => {
    const home = tempFolder();
    const sample = start(home, 'open', '--no-open');
    await linkOf(sample);
    const list = await quarterdeck(['tracker', 'list', '--json'], { home });
    expect(JSON.parse(list.out)).not.toEqual([]);
    await sample.kill('SIGINT');
    expect(await sample.ended).toBe(0);
    const empty = start(home, 'open', '--no-open', '--workspace', join(home, 'mine'));
    await linkOf(empty);
    const none = await quarterdeck(['tracker', 'list', '--json', '--workspace', join(home, 'mine')], {
      home,
    });
    expect(none.code).toBe(0);
    expect(JSON.parse(none.out)).toEqual([]);
  });
});
