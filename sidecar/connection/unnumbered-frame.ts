import type { AgentFrame } from '../../core/contract/hub/agent-frames.ts';

type WithoutNumber<Frame> = Frame extends AgentFrame ? Omit<Frame, 'n'> : never;

/** A frame before the connection gives it its number. */
export type UnnumberedFrame = WithoutNumber<AgentFrame>;

/**
 * The hub's answer to a frame. `lost`: the connection ended, or no answer came; nobody knows whether it was accepted.
 */
export type FrameAnswer =
  | { readonly kind: 'settled' }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string; readonly stale: boolean }
  | { readonly kind: 'limited'; readonly retryAfterMs: number }
  | { readonly kind: 'lost' };

/**
 * True when a refusal is about what was sent, so that sending it again cannot help. Any other is about the hub's own
 * state (its disk is full, it is stopping): what was refused stays good and is sent again.
 */
export const isFinal = (answer: Extract<FrameAnswer, { kind: 'refused' }>): boolean =>
  answer.stale || /^(?:agent|attempt|task|frame|protocol)\./.test(answer.code);
