import { fail, ok, type Result } from '../../../kernel/result.ts';
import type { Names } from '../../expression/compile.ts';
import type { Scope } from '../../expression/syntax.ts';
import type { ExpressionValue } from '../../expression/values.ts';

export type Template = (names: Names) => string;

/** Longer than that no sentence of an alert gets, whatever a name stands for. */
const FILLED_MAX = 2000;
const PLACE = /\{([^{}]*)\}/gu;

/** A sentence with names in braces. It can neither repeat nor ask for anything: filling it always ends. */
export function compileTemplate(source: string, scope: Scope): Result<Template, 'alert-rule.bad-template'> {
  const unknown = [...source.matchAll(PLACE)]
    .map(([, name = '']) => name.trim())
    .find((name) => !Object.hasOwn(scope, name));
  if (unknown !== undefined)
    return fail(
      'alert-rule.bad-template',
      `There is no name "${unknown}" to put into "${source}"; known: ${Object.keys(scope).sort().join(', ')}.`,
    );
  return ok((names) =>
    source.replace(PLACE, (_place, name: string) => shown(names[name.trim()] ?? null)).slice(0, FILLED_MAX),
  );
}

function shown(value: ExpressionValue): string {
  if (value === null) return 'unknown';
  if (typeof value === 'number') return String(Math.round(value * 100) / 100);
  if (typeof value === 'string' || typeof value === 'boolean') return String(value);
  if (!('kind' in value)) return value.map(shown).join(', ');
  if (value.kind === 'date') return value.iso;
  if (value.kind === 'record') return '';
  return value.kind === 'duration'
    ? lengthOf(value.milliseconds)
    : new Date(value.milliseconds).toISOString();
}

/** `5 min`, `2 h 10 min`: two units at most. */
function lengthOf(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  return `${Math.floor(hours / 24)} days`;
}
