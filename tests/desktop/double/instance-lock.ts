import {
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const Start = z.object({ argv: z.array(z.string()), cwd: z.string(), data: z.unknown().optional() });
export type Start = z.infer<typeof Start>;

/** One app per folder of user data. A start that is not the first leaves word for the one that is. */
export function takeInstanceLock(userData: string, start: Start, onSecond: (second: Start) => void): boolean {
  const inbox = join(userData, 'starts');
  const lock = join(userData, 'first-start');
  mkdirSync(inbox, { recursive: true });
  const draft = join(userData, `start-${process.pid}`);
  writeFileSync(draft, String(process.pid));
  if (holder(lock) === null) rmSync(lock, { force: true });
  try {
    linkSync(draft, lock);
  } catch {
    writeFileSync(draft, JSON.stringify(start));
    renameSync(draft, join(inbox, `${process.pid}.json`));
    return false;
  }
  rmSync(draft);
  const look = (): void => {
    for (const name of readdirSync(inbox)) {
      const file = join(inbox, name);
      const second = Start.parse(JSON.parse(readFileSync(file, 'utf8')));
      rmSync(file);
      onSecond(second);
    }
  };
  watch(inbox, look).unref();
  process.once('exit', () => rmSync(lock, { force: true }));
  return true;
}

/** The process that has the lock, or null where it is gone. */
function holder(lock: string): number | null {
  try {
    const pid = Number(readFileSync(lock, 'utf8'));
    process.kill(pid, 0);
    return pid;
  } catch {
    return null;
  }
}
