import { inOrder } from './same-json.ts';
import type { TaskSpec } from './task.ts';

/** The text whose hash tells whether two submissions under one client key ask for the same. */
export const submissionDigest = (spec: TaskSpec): string => JSON.stringify(inOrder(spec));
