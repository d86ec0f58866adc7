import { failed, type Judgement, missing, quoted, verified } from '../judgement.ts';
import { isMembers, type References, referencesOf, resolvePointer } from './json-references.ts';
import { readContract } from './read-contract.ts';

interface ContractError {
  readonly message: string;
  readonly path?: string | readonly string[];
}

/** Whether a text is a valid OpenAPI or AsyncAPI document that has what a pointer names. Nothing outside it is looked at. */
export async function judgeContract(name: string, text: string, pointer: string): Promise<Judgement> {
  const read = readContract(text);
  if (!read.ok) return failed(`${name} is neither JSON nor YAML: ${read.problem}.`);
  const document = read.value;
  if (!isMembers(document)) return failed(`${name} is no OpenAPI or AsyncAPI document.`);
  const kind = KINDS.find(({ field }) => Object.hasOwn(document, field));
  if (kind === undefined)
    return failed(`${name} is no OpenAPI or AsyncAPI document: it names no version of either.`);

  const version = quoted(String(document[kind.field]), 20);
  const { valid, errors = [] } = await kind.validate({ ...document });
  if (!valid) return failed(`${name} is no valid ${kind.name} ${version} document: ${firstOf(errors)}.`);
  const references = referencesOf(document);
  if (references.broken !== null)
    return failed(`${name} refers to ${quoted(references.broken)}, which is not in it.`);

  const resolved = resolvePointer(document, pointer);
  const where = pointer === '' ? 'the whole document' : quoted(pointer);
  if (resolved.found)
    return verified(
      `${name} is a valid ${kind.name} ${version} document and has ${where}.${notFollowed(references)}`,
    );
  return resolved.outside === null
    ? missing(`${name} is a valid ${kind.name} ${version} document and has no ${where}.`)
    : failed(
        `In ${name}, ${where} leads to ${quoted(resolved.outside)}, outside the document, which was not followed.`,
      );
}

interface Validity {
  readonly valid: boolean;
  readonly errors?: readonly ContractError[];
}
type Validate = (document: Record<string, unknown>) => Promise<Validity>;

/** Loaded when the first of its kind is checked, and each version's schema compiled with the first of its version. */
const validateOpenApi: Validate = async (document) => {
  const { validate } = await import('@scalar/openapi-validator');
  return validate(document);
};

let asyncApi: Promise<(document: Record<string, unknown>) => Validity> | null = null;
const validateAsyncApi: Validate = async (document) => {
  asyncApi ??= loadAsyncApi();
  return (await asyncApi)(document);
};

async function loadAsyncApi() {
  const { createSpecificationValidator } = await import('@scalar/json-schema-validator');
  const { default: specifications } = await import('@asyncapi/specs');
  const schemas = Object.fromEntries(
    Object.entries(specifications.schemasWithoutId).map(([version, schema]) => [version, { ...schema }]),
  );
  const known = Object.keys(schemas);
  return createSpecificationValidator({
    schemas,
    detectVersion: (document) => known.find((version) => version === document['asyncapi']),
    errors: {
      emptyOrInvalid: 'it is empty',
      versionNotSupported: `its version is none of ${known.join(', ')}`,
    },
  });
}

const KINDS: readonly { readonly field: string; readonly name: string; readonly validate: Validate }[] = [
  { field: 'openapi', name: 'OpenAPI', validate: validateOpenApi },
  { field: 'asyncapi', name: 'AsyncAPI', validate: validateAsyncApi },
];

function firstOf(errors: readonly ContractError[]): string {
  const [first] = errors;
  const path =
    typeof first?.path === 'string' ? first.path : (first?.path ?? []).map((part) => `/${part}`).join('');
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  const said = quoted((first?.message ?? '').replace(/\.$/u, ''));
  return `${path === '' ? '' : `at ${quoted(path)}: `}${said}${more}`;
}

function notFollowed({ outside, outsideCount }: References): string {
  if (outsideCount === 0) return '';
  const named = outside.map((ref) => quoted(ref, 100)).join(', ');
  const more = outsideCount > outside.length ? ` and ${outsideCount - outside.length} more` : '';
  return ` References out of it were not followed: ${named}${more}.`;
}
