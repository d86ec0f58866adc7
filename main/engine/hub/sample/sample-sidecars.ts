import { join } from 'node:path';
import type { Fleet } from '../../../../core/domain/fleet/fleet-view.ts';
import type { AgentId } from '../../../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../../../core/kernel/result.ts';
import { endMarkedProcesses } from '../../../../node/processes/marked-processes.ts';
import type { RunningCommand, StartCommand } from '../../options.ts';

export interface SampleSidecar {
  readonly agentId: AgentId;
  readonly name: string;
  readonly token: string;
}

export interface SampleSidecars {
  readonly count: number;
  start(home: string, hubUrl: string, agent: SampleSidecar): void;
  /** Resolves when all are connected; fails as soon as one ended before, when the time is over, or on the signal. */
  connected(signal: AbortSignal): Promise<Result<null>>;
  end(): Promise<void>;
}

export interface SampleSidecarsOptions {
  readonly startCommand: StartCommand;
  readonly fleet: Pick<Fleet, 'now' | 'onEvents'>;
  /** One that was not told to end has ended, or one of several came or went. */
  readonly onEnd: (name: string, why: string) => void;
  readonly connectTimeout?: number;
}

const connectTimeout = 30_000;
const endTimeout = 5_000;

/** Marks a sidecar of the sample and all it runs, so that nothing outlives the sample. */
const variable = (home: string): string => `SAMPLE_OF_QUARTERDECK=${home}`;

export const endSampleProcesses = (home: string): Promise<number> => endMarkedProcesses(variable(home), 0);

/** The sidecars of one sample. */
export function createSampleSidecars(options: SampleSidecarsOptions): SampleSidecars {
  const { startCommand, fleet, onEnd } = options;
  const running = new Map<AgentId, { readonly name: string; readonly command: RunningCommand }>();
  const started: AgentId[] = [];
  let ending = false;
  let lost: string | null = null;
  const looks = new Set<() => void>();
  const check = (): void => {
    for (const one of looks) one();
  };

  const gone = (agentId: AgentId, why: string): void => {
    const name = running.get(agentId)?.name ?? '';
    running.delete(agentId);
    if (!ending) {
      lost ??= `the sidecar of ${name} ended: ${why}`;
      onEnd(name, why);
    }
    check();
  };

  return {
    get count() {
      return running.size;
    },
    start(home, hubUrl, { agentId, name, token }) {
      const args = ['--id', agentId, '--name', name, '--folder', join(home, agentId), '--executor', 'shell'];
      const [key = '', value = ''] = variable(home).split('=', 2);
      const command = startCommand(['agent', 'join', hubUrl, ...args, '--run'], {
        QUARTERDECK_AGENT_TOKEN: token,
        [key]: value,
      });
      started.push(agentId);
      running.set(agentId, { name, command });
      void command.ended.then((why) => gone(agentId, why));
    },
    connected: (signal) =>
      new Promise((resolve) => {
        const timeout = options.connectTimeout ?? connectTimeout;
        const finish = (result: Result<null>): void => {
          clearTimeout(timer);
          looks.delete(settle);
          signal.removeEventListener('abort', settle);
          unfollow();
          resolve(result);
        };
        const failed = (why: string): void => finish(fail('sample.failed', why));
        const settle = (): void => {
          if (signal.aborted) failed('it was stopped while it started');
          else if (lost !== null) failed(lost);
          else if (started.every((id) => fleet.now.agents.get(id)?.connected === true)) finish(ok(null));
        };
        const timer = setTimeout(
          () => failed(`not all of its sidecars connected within ${timeout / 1000} s`),
          timeout,
        );
        const unfollow = fleet.onEvents(settle);
        looks.add(settle);
        signal.addEventListener('abort', settle);
        settle();
      }),
    async end() {
      ending = true;
      await Promise.all([...running.values()].map(({ command }) => end(command)));
      running.clear();
    },
  };
}

async function end(command: RunningCommand): Promise<void> {
  const hard = setTimeout(() => command.end(true), endTimeout);
  command.end(false);
  await command.ended;
  clearTimeout(hard);
}
