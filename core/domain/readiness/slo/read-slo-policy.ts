import { fail, ok, type Result } from '../../../kernel/result.ts';
import { type ReadDocument, readYamlDocument } from '../yaml-document.ts';
import { SloDocument } from './slo-document.ts';

/**
 * Reads a policy as a person wrote it, or says what is wrong with it and in which lines. `roots`: names and ids that a root
 * may be called by; left out where that was asked when it was saved.
 */
export function readSloPolicyText(text: string, roots?: ReadonlySet<string>): ReadDocument<SloDocument> {
  return readYamlDocument(text, roots === undefined ? SloDocument : documentAmong(roots));
}

function documentAmong(roots: ReadonlySet<string>) {
  return SloDocument.superRefine(({ root, objectives }, context) => {
    const check = (name: string | undefined, path: PropertyKey[]): void => {
      if (name !== undefined && !roots.has(name))
        context.addIssue({
          code: 'custom',
          path: [...path, 'root'],
          message: `There is no repository or folder ${name} in this workspace`,
        });
    };
    check(root, []);
    for (const [at, { sources }] of objectives.entries())
      for (const [index, source] of sources.entries())
        check(source.root, ['objectives', at, 'sources', index]);
  });
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
