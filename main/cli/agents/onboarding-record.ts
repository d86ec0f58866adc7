import { readdirSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AgentId } from '../../../core/kernel/ids.ts';
import type { Result } from '../../../core/kernel/result.ts';
import { readSmall, writeDurably } from '../../../node/files/durable-file.ts';
import { makeFoldersSync } from '../../../node/files/make-folders.ts';
import { writing } from './agent-folder.ts';

/** The steps of `agent add`, in order. Each is done once; after an interruption the next one that isn't goes on. */
const onboardingSteps = ['registered', 'configured', 'service', 'verified'] as const;
export type OnboardingStep = (typeof onboardingSteps)[number];

const Record = z.object({
  /** Null until the hub has answered: an interruption in between leaves an agent there that only has this name. */
  agentId: AgentId.nullable(),
  name: z.string(),
  done: z.array(z.enum(onboardingSteps)),
});
export type OnboardingRecord = z.infer<typeof Record>;

const file = 'onboarding.json';

/** Null when no onboarding was begun here, or its record can't be read: then it starts over. */
export function readOnboarding(folder: string): OnboardingRecord | null {
  try {
    const read = Record.safeParse(JSON.parse(readSmall(join(folder, file)).toString('utf8')));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

export function writeOnboarding(folder: string, record: OnboardingRecord): Result<null> {
  return writing(folder, () => {
    makeFoldersSync(folder, 0o700);
    writeDurably(join(folder, file), `${JSON.stringify(record, null, 2)}\n`);
  });
}

/** The folder goes too when nothing else is in it. */
export function forgetOnboarding(folder: string): void {
  rmSync(join(folder, file), { force: true });
  try {
    rmdirSync(folder);
  } catch {
    // There is more in it, or it is gone already.
  }
}

/** The name of an onboarding below `agents` that was begun and not finished: the first by folder. */
export function unfinishedName(agents: string): string | null {
  let folders: string[];
  try {
    folders = readdirSync(agents).toSorted();
  } catch {
    return null;
  }
  for (const folder of folders) {
    const record = readOnboarding(join(agents, folder));
    if (record !== null && !record.done.includes('verified')) return record.name;
  }
  return null;
}
