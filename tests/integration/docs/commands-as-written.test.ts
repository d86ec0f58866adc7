import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { commandEnv } from '../../support/command.ts';
import { git, makeRemote } from '../../support/git-remote.ts';
import { onLinux } from '../../support/not-run.ts';
import { sampleVersions } from '../../support/sample-documents.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { openTestEngine } from '../../torture/engine.ts';
import { documentedCommands } from './documented-commands.ts';

const root = join(import.meta.dirname, '../../..');

const RELEASED = 'release-commands.test.ts takes a bundle of its own through its environments';
const ALERTED = 'alert-commands.test.ts takes an alert of its own on and writes a rule';
const SIGNED_OFF = 'signoff-commands.test.ts takes an item with evidence and two people through the sequence';

/** Commands that are not run here, each with the reason; one that is documented no longer fails the test. */
const NOT_RUN: Readonly<Record<string, string>> = {
  'npm ci && npm start':
    'installs; .ci/run does that in a clone of its own, serve.test.ts starts the same shell',
  'npm ci && npm test': 'is what runs this test, in a clone of its own by .ci/run',
  'npm start -- --workspace DIR': 'builds, and DIR is a placeholder; serve.test.ts opens named workspaces',
  'node quarterdeck.mjs …': 'a form, not a command',
  'npm ci': 'installs; .ci/run does that in a clone of its own',
  'npm run dev': 'serves until it is ended; dev.test.ts starts it and changes a screen',
  'npm run imports': 'prints the graph that npm run check judges',
  'npm run pack': 'packed.test.ts packs, installs and runs the package',
  'npm run check': 'runs before the tests',
  'npm test': 'is what runs this test',
  'npm run check:files -- DIR...': 'DIR is a placeholder; .ci/run runs it on real files',
  'npm run soak': 'takes minutes; soak.test.ts tests its plan',
  'npm run bench': 'measures; a busy machine would fail it',
  'npm run screenshots': 'overwrites the pictures of the guide',
  'npm run package': 'needs Electron’s runtime; the desktop workflow packages',
  'quarterdeck tracker relink': 'takes a tracker and a file that moved; tracker-commands.test.ts runs it',
  'quarterdeck tracker check': 'takes files; the README’s line with files is run',
  'quarterdeck alert show al_4kP…': ALERTED,
  'quarterdeck alert ack al_4kP… --comment "Restarting the hub" --for 30m': ALERTED,
  'quarterdeck alert release al_4kP…': ALERTED,
  'quarterdeck alert rule set night-queue.yaml --check': ALERTED,
  'quarterdeck alert rule set night-queue.yaml': ALERTED,
  'quarterdeck alert rule remove night-queue': ALERTED,
  'quarterdeck evidence add M1 --type doc docs/handover.md#Rollback':
    'evidence-commands.test.ts adds evidence to a tracker of its own',
  "quarterdeck evidence add M1 --type test 'build/report.xml::orders.places an order' --tier ci-run --fresh-days 14":
    'evidence-commands.test.ts adds evidence to a tracker of its own',
  'quarterdeck evidence add WS1 docs/latency.json --type artifact --measure json:/ws1_latency/max_endpoint_p95_ms --baseline 412 --guard +10%':
    'evidence-commands.test.ts measures a report of its own',
  'quarterdeck evidence add M1 build.intoto.jsonl --type artifact --subject dist/app.tgz':
    'measured-evidence.test.ts adds a statement of its own',
  'quarterdeck evidence guard ID --baseline 420 --guard +5%':
    'ID is a placeholder; evidence-commands.test.ts runs it',
  'quarterdeck gate run platform-convergence-status-acceptance':
    'needs that tracker; gate-commands.test.ts runs a gate of its own',
  'quarterdeck gate check release.yaml': 'takes a file; gate-commands.test.ts checks one',
  'quarterdeck gate import FILE': 'FILE is a placeholder; gate-commands.test.ts imports some',
  'quarterdeck exception add --gate release --criterion objectives --owner Jon --reason "Measured on Monday" --rollback "Use the old service" --expires 2099-12-24':
    'needs that gate; gate-commands.test.ts approves one',
  'quarterdeck lineage check gr_8Zk…': RELEASED,
  'quarterdeck lineage export gr_8Zk… --format in-toto > lineage.dsse.json': RELEASED,
  'quarterdeck gate run release --commit v2.1':
    'needs that gate; gate-commands.test.ts runs a gate of its own',
  'quarterdeck bundle create --run gr_8Zk… --out release-2.1.tar': RELEASED,
  'quarterdeck bundle promote bn_4hX… dev': RELEASED,
  "quarterdeck environment set staging --gate release --folder ../deploy --apply 'make deploy' --canary 'make smoke'":
    RELEASED,
  'quarterdeck bundle rollback staging': RELEASED,
  "node verify.mjs --trust 'c664 3126 7a4d …'": 'stands in a bundle; release-commands.test.ts runs it there',
  "quarterdeck bundle verify release-2.1.tar --trust 'c664 3126 7a4d …'": RELEASED,
  'quarterdeck bundle take FILE': 'FILE is a placeholder; release.test.ts takes bundles in',
  'quarterdeck slo set objectives.yaml': 'slo-commands.test.ts keeps a policy of its own',
  'quarterdeck slo validate': 'takes a file; slo-commands.test.ts runs it',
  'quarterdeck slo history api p95 --stage prod': 'slo-commands.test.ts keeps a policy of its own',
  'quarterdeck slo value add api parity 0.97 --stage prod --evidence ID':
    'ID is a placeholder; slo-commands.test.ts types a value in',
  'quarterdeck slo value withdraw ID': 'ID is a placeholder; slo-calls.test.ts withdraws one',
  'quarterdeck evidence show ID': 'ID is a placeholder; evidence-commands.test.ts runs it',
  'quarterdeck evidence change ID --tier ci-run --fresh-days 14':
    'ID is a placeholder; evidence-commands.test.ts runs it',
  'quarterdeck evidence withdraw ID': 'ID is a placeholder; evidence-commands.test.ts runs it',
  'quarterdeck evidence restore ID': 'ID is a placeholder; evidence-commands.test.ts runs it',
  'quarterdeck signoff request M1 --note "Load test is in the evidence now"': SIGNED_OFF,
  'quarterdeck signoff request M1 --role security --role operations': SIGNED_OFF,
  'quarterdeck signoff gap close gp_… --note "Measured with 200 users"': SIGNED_OFF,
  'quarterdeck signoff request M1': SIGNED_OFF,
  'quarterdeck signoff withdraw M1 --request': SIGNED_OFF,
  'quarterdeck --as Rosa signoff list --mine': SIGNED_OFF,
  'quarterdeck --as Rosa signoff show M1': SIGNED_OFF,
  'quarterdeck --as Rosa signoff approve M1': SIGNED_OFF,
  'quarterdeck --as Rosa signoff return M1 --gap "No figure for the night run"': SIGNED_OFF,
  'quarterdeck --as Rosa signoff withdraw M1': SIGNED_OFF,
  'quarterdeck signoff policy set FILE': 'FILE is a placeholder; signoff-commands.test.ts runs it',
  'quarterdeck actor add Rosa --passphrase':
    'asks for a passphrase at the terminal; signoff-commands.test.ts adds a person with one',
  'quarterdeck actor rotate NAME': 'NAME is a placeholder; signoff-commands.test.ts runs it',
  'quarterdeck actor revoke NAME': 'NAME is a placeholder; act-as.test.ts runs it',
  'quarterdeck agent add NAME': 'NAME is a placeholder; agent add is run with a name and without',
};

/** Documented commands that end with something else than 0 in the workspace of this test, and why. */
const ENDS_WITH: Readonly<Record<string, readonly [code: number, says: string]>> = {
  // This person has no systemd of their own: the agent is there, and what is lacking is said.
  'quarterdeck agent add "Build Room" --executor shell --capability docker --service': [6, 'is registered'],
  // This workspace has no policy, and nothing to keep is nothing kept.
  'quarterdeck slo check': [3, 'No objectives'],
  // The task to look at is queued, not dead.
  'quarterdeck task retry ID': [5, 'task.not-dead'],
};

describe('the commands of README and guide', () => {
  const documented = documentedCommands().map(({ text }) => text);

  it('are run below, or named with the reason why not', () => {
    expect(documented.length).toBeGreaterThan(30);
    const stale = [...Object.keys(NOT_RUN), ...Object.keys(ENDS_WITH)];
    expect(stale.filter((text) => !documented.includes(text))).toEqual([]);
    const known = documented.filter((text) => text.startsWith('quarterdeck ') || text in NOT_RUN);
    expect(known).toEqual(documented);
  });

  it('do word for word what they are there for', async (context) => {
    onLinux(context);
    const person = await settledPerson();
    const server = person.start('quarterdeck serve');
    await server.says('Address');
    const problems: string[] = [];
    for (const text of documented) {
      if (text in NOT_RUN || text === 'quarterdeck serve') continue;
      if (text.startsWith('quarterdeck agent run')) {
        const sidecar = person.start(text);
        await sidecar.says('Connected');
        await sidecar.end();
        continue;
      }
      const { code, said } = await person.run(await person.withIds(text));
      const [expected, says] = ENDS_WITH[text] ?? [0, ''];
      if (code !== expected || !said.includes(says)) problems.push(`${text}\n  ended with ${code}: ${said}`);
    }
    expect(problems).toEqual([]);
    await server.end();
  }, 600_000);
});

/** A person with a shell, `quarterdeck` in it, some plans, one repository called "api", and a workspace. */
async function settledPerson() {
  const home = tempFolder();
  const folder = join(home, 'project');
  const workspace = join(home, 'workspace');
  const bin = join(home, 'bin');
  for (const made of [bin, join(folder, 'plans'), join(folder, 'docs', 'guide')])
    mkdirSync(made, { recursive: true });
  writeFileSync(
    join(bin, 'quarterdeck'),
    `#!/bin/sh\nexec "${process.execPath}" "${join(root, 'quarterdeck.mjs')}" "$@"\n`,
  );
  chmodSync(join(bin, 'quarterdeck'), 0o755);
  for (const name of ['beacon-renewal-status', 'watch-room-handover-plan'])
    writeFileSync(join(folder, 'plans', `${name}.md`), sampleVersions(name, '2026-11-20').at(-1) ?? '');
  writeFileSync(join(folder, 'docs', 'guide', 'list.md'), '- [ ] one\n- [x] two\n');

  const remote = makeRemote(home);
  remote.push({ 'README.md': 'api\n' });
  git(remote.clone, 'status');
  const engine = await openTestEngine(workspace, {
    randomBytes: (count) => randomBytes(count),
    now: () => Date.now(),
    userFolder: join(home, 'config', 'quarterdeck'),
  });
  const added = await engine.handlers.calls['repositories.add'](
    { url: remote.url, name: 'api' },
    { actor: null, signal: new AbortController().signal },
  );
  await engine.close();
  if (!added.ok) throw new Error(added.error.message);

  const environment = {
    ...commandEnv(home),
    PATH: `${bin}:${process.env['PATH'] ?? ''}`,
    QUARTERDECK_WORKSPACE: workspace,
  };
  const start = (text: string) => {
    const child = spawn('bash', ['-c', text.startsWith('quarterdeck') ? `exec ${text}` : text], {
      cwd: folder,
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    const take = (part: Buffer) => {
      said += part.toString('utf8');
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
    return {
      ended,
      said: () => said,
      says: (words: string) =>
        vi.waitFor(() => expect(said).toContain(words), { timeout: 60_000, interval: 50 }),
      end: async () => {
        child.kill('SIGTERM');
        await ended;
      },
    };
  };
  const run = async (text: string) => {
    const shell = start(text);
    return { code: await shell.ended, said: shell.said() };
  };
  return {
    start,
    run,
    /** The text with a task's id where the documentation has a placeholder. */
    async withIds(text: string): Promise<string> {
      if (!/ta_…| ID\b/.test(text)) return text;
      const { said } = await run('quarterdeck task add "A task to look at" --json');
      const { taskId } = z.object({ taskId: z.string() }).parse(JSON.parse(said));
      return text.replace('ta_…', taskId).replace(/ ID\b/, ` ${taskId}`);
    },
  };
}
