/** What a scripted model answers, in words all simulated servers can put into their own form. */
export interface ScriptedTurn {
  /** Portions of text. */
  readonly text?: readonly string[];
  readonly calls?: readonly { readonly name: string; readonly input: unknown }[];
  readonly tokensIn?: number;
  readonly tokensOut?: number;
  /** Cut at the limit of an answer's length. */
  readonly cutAtLength?: boolean;
}
