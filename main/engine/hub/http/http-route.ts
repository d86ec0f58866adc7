import type { z } from 'zod';
import type { HttpEntry, HttpScope } from '../../../../core/contract/hub/http-api.ts';
import type { RateTier } from '../../../../core/domain/fleet/settings.ts';
import type { HubToken } from '../../../../core/domain/fleet/state.ts';
import type { Failure, Result } from '../../../../core/kernel/result.ts';
import { type HttpAnswer, refusal } from './http-answer.ts';

/** Who asks, once known; null for entries open to anybody. */
export type Caller = HubToken | null;

/** An entry of the interface with what carries it out. */
export interface Route {
  readonly method: HttpEntry['method'];
  readonly scope: HttpScope;
  readonly tier: RateTier;
  readonly readsBody: boolean;
  /** The values of the path's `:name` parts, or null when it is another path. */
  match(path: string): Record<string, string> | null;
  answer(asked: {
    readonly params: Readonly<Record<string, string>>;
    readonly body: unknown;
    readonly caller: Caller;
  }): Promise<HttpAnswer>;
}

type Handler<Params extends z.ZodType, Body extends z.ZodType, Answer extends z.ZodType> = (asked: {
  readonly params: z.output<Params>;
  readonly body: z.output<Body>;
  readonly caller: Caller;
}) => Promise<Result<z.input<Answer>>>;

/** Ties an entry to its handler: parameters and body are checked before, failures get their status after. */
export function routeOf<Params extends z.ZodType, Body extends z.ZodType, Answer extends z.ZodType>(
  entry: HttpEntry<Params, Body, Answer>,
  handler: Handler<Params, Body, Answer>,
  statusOf: (answer: z.input<Answer>) => number = () => 200,
): Route {
  const wanted = entry.path.split('/');
  return {
    method: entry.method,
    scope: entry.scope,
    tier: entry.tier,
    readsBody: entry.method === 'POST' || entry.method === 'PUT',
    match(path) {
      const parts = path.split('/');
      if (parts.length !== wanted.length) return null;
      const found: Record<string, string> = {};
      for (const [index, want] of wanted.entries()) {
        const part = parts[index] ?? '';
        if (want.startsWith(':')) {
          const value = decoded(part);
          if (value === null) return null;
          found[want.slice(1)] = value;
        } else if (want !== part) return null;
      }
      return found;
    },
    async answer({ params, body, caller }) {
      const checkedParams = entry.params.safeParse(params);
      if (!checkedParams.success) return invalid('address', checkedParams.error);
      const checkedBody = entry.body.safeParse(body);
      if (!checkedBody.success) return invalid('body', checkedBody.error);
      const done = await handler({ params: checkedParams.data, body: checkedBody.data, caller });
      return done.ok ? { status: statusOf(done.value), body: done.value } : failed(done.error);
    },
  };
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

const maxFieldsNamed = 20;

function invalid(what: string, error: z.ZodError): HttpAnswer {
  const fields = error.issues
    .slice(0, maxFieldsNamed)
    .map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
  return refusal(422, {
    code: 'http.invalid',
    message: `Something in the ${what} is not as it should be: ${fields.map(({ path }) => path || what).join(', ')}. Nothing was changed.`,
    fields,
  });
}

/** Refusals whose status doesn't follow from their name. */
const statuses: Readonly<Record<string, number>> = {
  'task.unknown-dependency': 422,
  'task.unknown-agent': 422,
  'task.unknown-repository': 422,
  'task.unknown-item': 422,
  'task.deadline-passed': 422,
  'hub.failed': 500,
};

/** A known refusal is never a 500: what is missing is 404, a store that can't write 503, what stands in the way 409. */
function failed(error: Failure): HttpAnswer {
  const { code, message, retryable } = error;
  const away = retryable || code.startsWith('db.');
  const status = statuses[code] ?? (code.endsWith('.not-found') ? 404 : away ? 503 : 409);
  return refusal(status, { code, message, ...(status === 503 ? { retryAfterMs: 2_000 } : {}) });
}
