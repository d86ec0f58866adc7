/** An expected failure: a value with a code, never a throw. `facts` fill the words chosen from the code. */
export interface Failure<Code extends string = string> {
  readonly code: Code;
  /** One plain sentence for logs and the command line: what is wrong, what was kept, what to do. */
  readonly message: string;
  /** True when the same call may succeed later without a change by the caller. */
  readonly retryable: boolean;
  readonly facts: Readonly<Record<string, FactValue>>;
}

export type FactValue = string | number | boolean | null | readonly string[];

export type Result<Value, Code extends string = string> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: Failure<Code> };

export function ok<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value };
}

export function fail<Code extends string>(
  code: Code,
  message: string,
  facts: Readonly<Record<string, FactValue>> = {},
  retryable = false,
): { readonly ok: false; readonly error: Failure<Code> } {
  return { ok: false, error: { code, message, retryable, facts } };
}

/** That it worked, without what it brought. */
export function done<Code extends string>(
  result: Result<unknown, Code>,
): Result<Record<string, never>, Code> {
  return result.ok ? ok({}) : result;
}
