import { fail, ok, type Result } from '../../../kernel/result.ts';
import { type ReadDocument, readYamlDocument } from '../yaml-document.ts';
import { SloDocument } from './slo-document.ts';

/** Reads a policy as a person wrote it, or says what is wrong with it and in which lines. */
export function readSloPolicyText(text: string): ReadDocument<SloDocument> {
  return readYamlDocument(text, SloDocument);
}

/** The same as a result, for whoever needs the first problem alone. */
export function sloPolicyIn(read: ReadDocument<SloDocument>): Result<SloDocument, 'slo.bad-document'> {
  if (read.ok) return ok(read.value);
  const [first] = read.problems;
  const more = read.problems.length > 1 ? ` (and ${read.problems.length - 1} more)` : '';
  return fail(
    'slo.bad-document',
    `This is no SLO policy: line ${first?.line ?? 1}: ${first?.says ?? ''}${more} Nothing was changed.`,
    { line: first?.line ?? 1, problems: read.problems.map(({ line, says }) => `${line}: ${says}`) },
  );
}
