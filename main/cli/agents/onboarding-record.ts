import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AgentId } from '../../../core/kernel/ids.ts';

/** The steps of `agent add`, in order. Each is done once; after an interruption the next one that isn't goes on. */
export const onboardingSteps = ['registered', 'configured', 'service', 'verified'] as const;
export type OnboardingStep = (typeof onboardingSteps)[number];

const Record = z.object({
  agentId: AgentId,
  name: z.string(),
  hubUrl: z.string(),
  done: z.array(z.enum(onboardingSteps)),
});
export type OnboardingRecord = z.infer<typeof Record>;

const file = 'onboarding.json';

/** Null when no onboarding was begun here, or its record can't be read: then it begins anew. */
export function readOnboarding(folder: string): OnboardingRecord | null {
  try {
    const read = Record.safeParse(JSON.parse(readFileSync(join(folder, file), 'utf8')));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

export function writeOnboarding(folder: string, record: OnboardingRecord): void {
  const draft = join(folder, `${file}.draft`);
  writeFileSync(draft, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, join(folder, file));
}

export function forgetOnboarding(folder: string): void {
  rmSync(join(folder, file), { force: true });
}
