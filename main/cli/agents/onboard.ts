import { type ChildProcess, spawn } from 'node:child_process';
import { basename } from 'node:path';
import type { WireClient } from '../../../core/contract/client.ts';
import { fail, ok, type Result } from '../../../core/kernel/result.ts';
import type { ExecutorSettings } from '../../../sidecar/config-schema.ts';
import { readView } from '../context.ts';
import { agentCommand } from '../machine.ts';
import { hasToken, readAgentFolder, writeAgentFolder } from './agent-folder.ts';
import {
  type OnboardingRecord,
  type OnboardingStep,
  readOnboarding,
  writeOnboarding,
} from './onboarding-record.ts';
import { installUnit, unitName, unitText } from './service-unit.ts';
import { waitForRow } from './wait-for-row.ts';

export interface OnboardOptions {
  /** Null takes a free name from the hub. */
  readonly name: string | null;
  readonly executors: readonly ExecutorSettings[];
  readonly capabilities: readonly string[];
  readonly service: boolean;
  readonly say: (line: string) => void;
}

const connectPatience = 30_000;
const verifyPatience = 90_000;

/** Sets an agent up on this machine, step by step; a second call goes on where an interrupted one stopped. */
export async function onboard(
  client: WireClient,
  folderOf: (name: string) => string,
  options: OnboardOptions,
): Promise<Result<OnboardingRecord & { readonly folder: string; readonly installLine: string | null }>> {
  const { say } = options;
  const name = await chosenName(client, options.name);
  if (!name.ok) return name;
  const folder = folderOf(name.value);
  const begun = readOnboarding(folder);
  if (begun?.done.includes('verified') === true) {
    const text = `${begun.name} is set up already in ${folder}. "quarterdeck agent run --folder ${folder}" runs it; "quarterdeck agent remove" undoes it.`;
    return fail('agent.name-taken', text, { name: begun.name });
  }
  let installLine: string | null = null;
  let record: OnboardingRecord;
  if (begun !== null && hasToken(folder) && readAgentFolder(folder) !== null) {
    say(`Going on with ${begun.name}: ${begun.done.join(', ')} done before.`);
    record = begun;
  } else {
    const registered = await register(client, name.value, begun, options.capabilities);
    if (!registered.ok) return registered;
    const { agentId, hubUrl, token } = registered.value;
    installLine = registered.value.installLine;
    const written = writeAgentFolder({
      ...options,
      folder,
      agentId,
      name: registered.value.name,
      hubUrl,
      token,
    });
    if (!written.ok) return written;
    record = { agentId, name: registered.value.name, hubUrl, done: ['registered', 'configured'] };
    writeOnboarding(folder, record);
    say(`Registered ${record.name} and wrote ${folder}.`);
  }
  const finish = (step: OnboardingStep): void => {
    record = { ...record, done: [...record.done, step] };
    writeOnboarding(folder, record);
  };
  if (options.service && !record.done.includes('service')) {
    const unit = unitName(basename(folder));
    const installed = installUnit(unit, unitText(record.name, agentCommand('run', '--folder', folder)));
    if (!installed.ok) return installed;
    finish('service');
    say(`The unit ${unit} runs it from now on.`);
  }
  const running = record.done.includes('service') ? null : startSidecar(folder);
  try {
    const verified = await verify(client, record, running, say);
    if (!verified.ok) return verified;
    finish('verified');
  } finally {
    await endSidecar(running);
  }
  return ok({ ...record, folder, installLine });
}

async function chosenName(client: WireClient, name: string | null): Promise<Result<string>> {
  if (name !== null) return ok(name);
  const suggested = await client.call('agents.suggestName', {});
  return suggested.ok ? ok(suggested.value.name) : suggested;
}

/** A token that was given out and never arrived in the folder is worth nothing any more: a new one replaces it. */
async function register(
  client: WireClient,
  name: string,
  begun: OnboardingRecord | null,
  capabilities: readonly string[],
) {
  const fresh = await client.call('agents.add', { name, capabilities: [...capabilities] });
  if (fresh.ok || fresh.error.code !== 'agent.name-taken') return fresh;
  return begun === null ? fresh : client.call('agents.renewToken', { agentId: begun.agentId });
}

function startSidecar(folder: string): ChildProcess {
  const [program = process.execPath, ...args] = agentCommand('run', '--folder', folder);
  return spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
}

async function endSidecar(child: ChildProcess | null): Promise<void> {
  if (child === null || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

/** The agent connects and carries out a small real task, all the way through the queue. */
async function verify(
  client: WireClient,
  { agentId, name }: OnboardingRecord,
  child: ChildProcess | null,
  say: (line: string) => void,
): Promise<Result<null>> {
  let complaint = '';
  child?.stderr?.on('data', (part) => (complaint = `${complaint}${String(part)}`.slice(-2000)));
  const connected = await waitForRow(
    client,
    'agents.one',
    { agentId },
    (row) => row.connected,
    connectPatience,
  );
  if (!connected) {
    const why = complaint.trim() === '' ? '' : ` It said: ${complaint.trim()}`;
    const text = `${name} is set up but did not connect within ${connectPatience / 1000} s.${why} Run the same command again to go on.`;
    return fail('agent.offline', text, { name }, true);
  }
  say(`${name} is connected; sending it a test task.`);
  const test = await client.call('agents.verify', { agentId });
  if (!test.ok) return test;
  const { taskId } = test.value;
  const final = ['completed', 'cancelled', 'dead-letter'];
  const ended = await waitForRow(
    client,
    'tasks.one',
    { taskId },
    (row) => final.includes(row.status),
    verifyPatience,
  );
  const found = await readView(client, 'tasks.one', { taskId });
  const task = found.ok ? found.value.rows[0] : undefined;
  if (ended && task?.status === 'completed') {
    say('The test task was carried out and verified.');
    return ok(null);
  }
  const why = task?.error ?? task?.waiting?.text ?? 'it did not end in time';
  const text = `${name} is connected, but its test task ${taskId} was not completed: ${why}. Run the same command again to go on.`;
  return fail('agent.not-verified', text, { taskId }, true);
}
