import type { InputOf } from '../../../core/contract/index.ts';
import { EvidenceId } from '../../../core/kernel/ids.ts';
import { isIsoDate } from '../../../core/kernel/time.ts';

export interface ValueForm {
  readonly value: string;
  readonly evidence: string | null;
  /** The day as it is typed; empty for now. */
  readonly measured: string;
  readonly note: string;
}

export const emptyForm: ValueForm = { value: '', evidence: null, measured: '', note: '' };

export type ValueProblems = Partial<Record<'value' | 'evidence' | 'measured' | 'note', string>>;

type Add = InputOf<'slo.addValue'>;

/** What was typed as the engine takes it, or what is wrong with it, by field. */
export function readValue(
  form: ValueForm,
  place: Pick<Add, 'policy' | 'objective' | 'stage'>,
  readDay: (text: string) => string | null,
  now: number,
): { readonly add: Add | null; readonly problems: ValueProblems } {
  const value = numberIn(form.value);
  const evidence = EvidenceId.safeParse(form.evidence);
  const day = form.measured.trim() === '' ? '' : readDay(form.measured);
  const measuredAt = day === null || !isIsoDate(day) ? null : Math.min(now, Date.parse(`${day}T12:00:00Z`));
  const problems: ValueProblems = {
    ...(value === null ? { value: 'A number is needed, such as 212 or 99.95.' } : {}),
    ...(evidence.success ? {} : { evidence: 'Choose what proves it.' }),
    ...(day !== '' && measuredAt === null
      ? { measured: 'Name the day, such as 2026-04-03, or leave it empty.' }
      : {}),
    ...(measuredAt !== null && Date.parse(`${day}T00:00:00Z`) > now
      ? { measured: 'That day is still to come.' }
      : {}),
    ...(form.note.length > 1000 ? { note: 'At most 1,000 characters.' } : {}),
  };
  if (value === null || !evidence.success || Object.keys(problems).length > 0) return { add: null, problems };
  return {
    add: { ...place, value, evidence: evidence.data, measuredAt, note: form.note.trim() },
    problems,
  };
}

/** A number as it is written in English: "1,250.5" or "1250.5". */
function numberIn(text: string): number | null {
  const plain = text.trim().replace('−', '-');
  if (!/^[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?(?:e[+-]?\d{1,3})?$/iu.test(plain) || !/\d/u.test(plain))
    return null;
  const value = Number(plain.replaceAll(',', ''));
  return Number.isFinite(value) ? value : null;
}
