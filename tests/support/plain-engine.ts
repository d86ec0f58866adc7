import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { JobId } from '../../core/kernel/ids.ts';
import type { Result } from '../../core/kernel/result.ts';
import { fail, ok } from '../../core/kernel/result.ts';
import type { HostedEngine } from '../../main/engine/host/open-workspace.ts';
import { createTopicBus } from '../../main/engine/topics.ts';
import type { CallGatewayOptions } from '../../main/engine/wire/call-gateway.ts';
import { ownerSession } from './owner-session.ts';
import { memoryLog } from './web/fake-wire.ts';

/** An engine reduced to what hosting is about: each `layout.set` appends a line to a file in the workspace. */
export async function startPlainEngine(folder: string): Promise<Result<HostedEngine>> {
  const file = join(folder, 'lines.txt');
  const log = memoryLog();
  const topics = createTopicBus((error) => log.error('listener', error));
  const lines = (): string[] =>
    existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
  const write = (line: string): void => {
    appendFileSync(file, `${line} by ${process.pid}\n`);
    topics.publish('jobs');
  };
  const handlers: CallGatewayOptions['handlers'] = {
    calls: {
      'layout.set': async ({ value }) => {
        if (value === 'too large') return fail('layout.too-large', 'Too large.');
        if (value === 'slow') {
          write('begun');
          await new Promise((resolve) => setTimeout(resolve, 300));
        }
        write(String(value));
        return ok({});
      },
      'layout.get': () => ok({ value: { pid: process.pid, lines: lines() } }),
    },
    views: {
      'jobs.list': {
        topics: () => ['jobs'],
        read: () => ({
          rows: lines().map((line, index) => ({
            id: JobId.parse(`jo_${index}`),
            title: line,
            state: 'done',
            done: index,
            total: null,
            note: '',
            startedAt: 0,
          })),
          extra: {},
        }),
      },
    },
  };
  return ok({
    handlers,
    topics,
    log,
    openSession: ownerSession,
    close: async () => {},
  });
}
