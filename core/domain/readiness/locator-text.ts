import { z } from 'zod';
import { fail, ok, type Result } from '../../kernel/result.ts';
import { unreachable } from '../../kernel/unreachable.ts';
import type { EvidencePlace, EvidenceType, Locator } from './evidence.ts';
import { Measure } from './measure/measure.ts';
import { measureText } from './measure/measure-text.ts';

/** A file as a person names it: below the root, or anywhere on this machine. */
const File = z.string().min(1).max(4096);

/** What evidence is to be added, before it is known whether its file is below the root. */
export const LocatorDraft = z.discriminatedUnion('type', [
  z.object({ type: z.literal('doc'), file: File, heading: z.string().min(1).max(300).nullable() }),
  z.object({
    type: z.literal('contract'),
    file: File,
    pointer: z
      .string()
      .max(1000)
      .regex(/^(?:\/.*)?$/u),
  }),
  z
    .object({
      type: z.literal('code'),
      revision: z.string().min(1).max(200).nullable(),
      path: File.nullable(),
    })
    .refine(({ revision, path }) => revision !== null || path !== null, {
      message: 'A commit, a path, or both.',
    }),
  z.object({ type: z.literal('test'), file: File, test: z.string().min(1).max(1000) }),
  z
    .object({
      type: z.literal('artifact'),
      file: File,
      measure: Measure.exactOptional(),
      subject: File.exactOptional(),
    })
    .refine(({ measure, subject }) => measure === undefined || subject === undefined, {
      message: 'Either a number that is measured or the file that a statement is about.',
    }),
]);
export type LocatorDraft = z.output<typeof LocatorDraft>;

/** How each type is written in one line. */
export const LOCATOR_FORMS: Readonly<Record<EvidenceType, string>> = {
  doc: 'docs/plan.md or docs/plan.md#Heading',
  contract: 'openapi.yaml or openapi.yaml#/paths/~1orders/get',
  code: 'a commit, src/orders.ts, src/orders.ts@v1.2 or @v1.2',
  test: 'report.xml::suite.class.test name',
  artifact: 'build/app.tgz',
};

/** Reads what a person wrote in one line. */
export function parseLocator(type: EvidenceType, text: string): Result<LocatorDraft, 'evidence.bad-locator'> {
  const draft = LocatorDraft.safeParse(draftOf(type, text));
  return draft.success
    ? ok(draft.data)
    : fail(
        'evidence.bad-locator',
        `"${text}" names no ${type}; write it like ${LOCATOR_FORMS[type]}. Nothing was added.`,
        { type, text },
      );
}

function draftOf(type: EvidenceType, text: string): Readonly<Record<string, string | null>> {
  switch (type) {
    case 'doc': {
      const [file, heading] = cutAt(text, text.indexOf('#'), 1);
      return { type, file, heading };
    }
    case 'contract': {
      const [file, pointer] = cutAt(text, text.indexOf('#'), 1);
      return { type, file, pointer: pointer ?? '' };
    }
    case 'code':
      return { type, ...codeOf(text) };
    case 'test': {
      const [file, test] = cutAt(text, text.indexOf('::'), 2);
      return { type, file, test };
    }
    case 'artifact':
      return { type, file: text };
    default:
      return unreachable(type);
  }
}

const COMMIT = /^[0-9a-f]{7,64}$/u;
/** Not one that begins a part of a path, as scopes of packages do. */
const REVISION_MARK = /(?<=[^/])@(?=[^@]+$)/u;

function codeOf(text: string): { readonly revision: string | null; readonly path: string | null } {
  if (COMMIT.test(text)) return { revision: text, path: null };
  if (text.startsWith('@') && !text.includes('/')) return { revision: text.slice(1), path: null };
  const [path, revision] = cutAt(text, text.search(REVISION_MARK), 1);
  return { revision, path };
}

function cutAt(text: string, at: number, length: number): readonly [string, string | null] {
  return at < 0 ? [text, null] : [text.slice(0, at), text.slice(at + length)];
}

/** One line that says where a piece of evidence is found. */
export function locatorText(locator: Locator): string {
  switch (locator.type) {
    case 'doc':
      return placeText(locator.place) + (locator.heading === null ? '' : `#${locator.heading}`);
    case 'contract':
      return placeText(locator.place) + (locator.pointer === '' ? '' : `#${locator.pointer}`);
    case 'code':
      if (locator.path === null)
        return COMMIT.test(locator.revision ?? '') ? (locator.revision ?? '') : `@${locator.revision ?? ''}`;
      return locator.path + (locator.revision === null ? '' : `@${locator.revision}`);
    case 'test':
      return `${placeText(locator.place)}::${locator.test}`;
    case 'artifact': {
      const { place, measure, subject } = locator;
      if (measure !== undefined) return `${placeText(place)} ${measureText(measure)}`;
      return placeText(place) + (subject === undefined ? '' : ` about ${subject}`);
    }
    default:
      return unreachable(locator);
  }
}

/** A stored file has no name of its own. */
function placeText(place: EvidencePlace): string {
  return 'path' in place ? place.path : `stored:${place.stored.slice(0, 12)}`;
}
