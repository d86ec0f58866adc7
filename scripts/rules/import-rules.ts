import { cruise, type ICruiseOptions, type ICruiseResult } from 'dependency-cruiser';
import { forbiddenBy } from './import-rule.ts';
import { fleetCoreIsPrivate, folderRules, noCircle } from './import-rule-list.ts';

export interface Violation {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
}

export interface ImportReport {
  readonly violations: readonly Violation[];
  /** Every import of ours, packages and built-in modules included, by the path it resolves to. */
  readonly imports: readonly { readonly from: string; readonly to: string }[];
}

// Parsed with swc: the import reader has no binding to TypeScript 7 yet.
const options: ICruiseOptions = {
  validate: true,
  ruleSet: { forbidden: [...folderRules.map(forbiddenBy), fleetCoreIsPrivate, noCircle] },
  parser: 'swc',
  tsPreCompilationDeps: true,
  doNotFollow: { path: 'node_modules' },
  enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mjs', '.js', '.css'] },
};

/** Reads every import below `folders` of `root`, those of types included, and judges it by the import rules. */
export async function readImports(root: string, folders: readonly string[]): Promise<ImportReport> {
  const { modules, summary } = await read(root, folders);
  return {
    violations: summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
    imports: modules
      .filter(({ source }) => !source.startsWith('node_modules/'))
      .flatMap(({ source, dependencies }) =>
        dependencies.map(({ resolved }) => ({ from: source, to: resolved })),
      ),
  };
}

async function read(root: string, folders: readonly string[]): Promise<ICruiseResult> {
  const answer = await cruise([...folders], { ...options, baseDir: root });
  if (typeof answer.output === 'string') throw new Error('the import reader answered with text');
  return answer.output;
}
