import { z } from 'zod';

/** Why a task isn't running: a code for the screen, a sentence for everybody. The deciding reason comes first. */
export const WaitReason = z.object({
  code: z.enum([
    'no-agent',
    'agents-busy',
    'agents-offline',
    'capability',
    'executor',
    'named-agent',
    'dependency',
    'dependency-ended',
    'not-before',
    'repository-paused',
    'endpoint',
    'endpoint-paused',
    'fallback-soon',
    'resting',
    'returning',
    'next',
  ]),
  text: z.string(),
});
export type WaitReason = z.infer<typeof WaitReason>;
