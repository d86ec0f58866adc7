import { cruise } from 'dependency-cruiser';
import { importRules } from './import-rule-list.ts';

export interface Violation {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
}

/**
 * Reads every import below `folders` of `root` and returns what the import rules refuse.
 * Parsed with swc: the import reader has no binding to TypeScript 7 yet.
 */
export async function findImportViolations(root: string, folders: readonly string[]): Promise<Violation[]> {
  const answer = await cruise([...folders], {
    baseDir: root,
    validate: true,
    ruleSet: {
      forbidden: importRules.map(({ name, comment, from, to }) => ({
        name,
        comment,
        severity: 'error',
        from,
        to,
      })),
    },
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mjs', '.js', '.css'] },
  });
  if (typeof answer.output === 'string') throw new Error('the import reader answered with text');
  return answer.output.summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }));
}
