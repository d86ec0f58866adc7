import { completionPlan } from './completion-plan.ts';
import { generic } from './generic.ts';
import { milestoneRecord } from './milestone-record.ts';
import { phaseReadiness } from './phase-readiness.ts';
import { platformStatus } from './platform-status.ts';
import { Profile } from './profile.ts';
import { workQueue } from './work-queue.ts';

/** Built-in profiles, checked once; the generic one last. */
export const profiles: readonly Profile[] = [
  platformStatus,
  completionPlan,
  milestoneRecord,
  phaseReadiness,
  workQueue,
  generic,
].map((entry) => Profile.parse(entry));

export function findProfile(id: string): Profile | null {
  return profiles.find((profile) => profile.id === id) ?? null;
}
