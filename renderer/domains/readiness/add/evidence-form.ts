import type { z } from 'zod';
import type { InputOf } from '../../../../core/contract/index.ts';
import type { EvidenceTier, EvidenceType } from '../../../../core/domain/readiness/evidence.ts';
import { FreshDays } from '../../../../core/domain/readiness/evidence-ops.ts';
import { LocatorDraft } from '../../../../core/domain/readiness/locator-text.ts';
import {
  type EvidenceSuggestion,
  evidenceTypeOf,
} from '../../../../core/domain/readiness/suggest-evidence.ts';
import { unreachable } from '../../../../core/kernel/unreachable.ts';
import { formatNumber } from '../../../ui/text/format.ts';

/** What may be said anew of a piece at any time, as it is typed. */
export interface TermsForm {
  readonly tier: EvidenceTier;
  readonly freshDays: string;
  readonly note: string;
}

/** What is typed. File and part stay when another type is chosen: most of it is meant there too. */
export interface EvidenceForm extends TermsForm {
  readonly type: EvidenceType;
  readonly file: string;
  /** Heading, pointer, revision or test, by the type. */
  readonly part: string;
  readonly folder: string;
}

export type EvidenceProblems = Partial<Record<'file' | 'part' | 'freshDays' | 'note', string>>;

type Add = Omit<InputOf<'evidence.add'>, 'itemId'>;

export interface EvidenceRead {
  /** Null while there are problems. */
  readonly add: Add | null;
  readonly problems: EvidenceProblems;
}

export const emptyForm: EvidenceForm = {
  type: 'doc',
  file: '',
  part: '',
  folder: '',
  tier: 'claimed',
  freshDays: '',
  note: '',
};

interface FieldWords {
  readonly label: string;
  readonly hint: string;
  readonly example: string;
}

/** What the two fields of a type are for; an artifact is its file alone. */
export const fieldWords: Readonly<
  Record<EvidenceType, { readonly file: FieldWords; readonly part: FieldWords | null }>
> = {
  doc: {
    file: {
      label: 'Path',
      hint: 'Its path in the repository or folder; one from elsewhere is copied into the workspace.',
      example: 'docs/plan.md',
    },
    part: { label: 'Heading', hint: 'Optional. If empty, the document is enough.', example: 'Crane order' },
  },
  contract: {
    file: {
      label: 'Path',
      hint: 'Of the OpenAPI or AsyncAPI document, YAML or JSON, in the repository or folder.',
      example: 'api/openapi.yaml',
    },
    part: {
      label: 'Pointer',
      hint: 'Optional. To one operation or schema, beginning with “/”; if empty, the whole document is meant.',
      example: '/paths/~1orders/get',
    },
  },
  code: {
    file: {
      label: 'Path',
      hint: 'Of the file in the repository; if empty, the commit itself is meant.',
      example: 'src/orders.ts',
    },
    part: {
      label: 'Commit, branch or tag',
      hint: 'Optional. If empty, the file as it is now is meant.',
      example: 'a1b2c3d',
    },
  },
  test: {
    file: {
      label: 'JUnit report',
      hint: 'The XML file that the test run wrote.',
      example: 'reports/junit.xml',
    },
    part: {
      label: 'Test',
      hint: 'Suite, class and name with dots between; the name alone where there is only one of that name.',
      example: 'orders.create.refuses an empty cart',
    },
  },
  artifact: {
    file: {
      label: 'File',
      hint: 'Its contents are kept by their digest: a changed file no longer counts.',
      example: 'build/app.tgz',
    },
    part: null,
  },
};

/** What was typed as the engine takes it, or what is wrong with it, by field. */
export function readForm(form: EvidenceForm): EvidenceRead {
  const { terms, problems: ofTerms } = readTerms(form);
  const draft = LocatorDraft.safeParse(draftOf(form));
  const tooLong = draft.success ? {} : lengthProblems(draft.error);
  const problems = { ...tooLong, ...missingProblems(form), ...ofTerms };
  if (terms === null || !draft.success) return { add: null, problems };
  const folder = form.folder.trim();
  return { add: { ...terms, locator: draft.data, folder: orNull(folder) }, problems };
}

export function readTerms({ tier, freshDays, note }: TermsForm): {
  readonly terms: Pick<Required<Add>, 'tier' | 'freshDays' | 'note'> | null;
  readonly problems: Pick<EvidenceProblems, 'freshDays' | 'note'>;
} {
  const typed = freshDays.trim();
  const days = typed === '' ? null : FreshDays.safeParse(/^\d+$/u.test(typed) ? Number(typed) : typed);
  if (days !== null && !days.success)
    return { terms: null, problems: { freshDays: 'A whole number of days from 1 to 3650, or nothing.' } };
  if (note.length > 2000) return { terms: null, problems: { note: 'At most 2,000 characters.' } };
  return { terms: { tier, freshDays: days === null ? null : days.data, note: note.trim() }, problems: {} };
}

const orNull = (text: string): string | null => (text === '' ? null : text);

function draftOf({ type, ...typed }: EvidenceForm): Readonly<Record<string, string | null>> {
  const file = typed.file.trim();
  const part = typed.part.trim();
  switch (type) {
    case 'doc':
      return { type, file, heading: orNull(part) };
    case 'contract':
      return { type, file, pointer: part };
    case 'code':
      return { type, revision: orNull(part), path: orNull(file) };
    case 'test':
      return { type, file, test: part };
    case 'artifact':
      return { type, file };
    default:
      return unreachable(type);
  }
}

function missingProblems({ type, ...typed }: EvidenceForm): Pick<EvidenceProblems, 'file' | 'part'> {
  const file = typed.file.trim();
  const part = typed.part.trim();
  if (type === 'code') return file === '' && part === '' ? { file: 'Name a file, a commit, or both.' } : {};
  return {
    ...(file === '' ? { file: 'Name the file.' } : {}),
    ...(type === 'test' && part === '' ? { part: 'Name the test as the report does.' } : {}),
    ...(type === 'contract' && part !== '' && !part.startsWith('/')
      ? { part: 'A pointer begins with “/”, such as /paths/~1orders/get.' }
      : {}),
  };
}

function lengthProblems({ issues }: z.ZodError): Pick<EvidenceProblems, 'file' | 'part'> {
  const problems: Pick<EvidenceProblems, 'file' | 'part'> = {};
  for (const issue of issues) {
    if (issue.code !== 'too_big') continue;
    const isFile = issue.path[0] === 'file' || issue.path[0] === 'path';
    problems[isFile ? 'file' : 'part'] = `At most ${formatNumber(Number(issue.maximum))} characters.`;
  }
  return problems;
}

/** A suggestion in place of what was typed; what was said of tier, days and note stays. */
export function filledWith(form: EvidenceForm, { type, file, part }: EvidenceSuggestion): EvidenceForm {
  return { ...form, type, file, part };
}

/** A file that is copied in place of one that is named, or the form without it. */
export function withFile(form: EvidenceForm, file: { readonly name: string } | undefined): EvidenceForm {
  if (file === undefined) return { ...form, file: '', part: '' };
  return { ...form, type: evidenceTypeOf(file.name), file: file.name, part: '', folder: '' };
}

/** A suggestion in one line: "docs/plan.md#Crane order". */
export function suggestionText({ type, file, part }: EvidenceSuggestion): string {
  if (part === '') return file;
  if (file === '') return part;
  const between = type === 'test' ? '::' : type === 'code' ? '@' : '#';
  return `${file}${between}${part}`;
}
