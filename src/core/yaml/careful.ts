import type { YAMLException } from 'js-yaml';
import {
  isMap,
  isPair,
  isScalar,
  isSeq,
  parseDocument,
  visit,
  type Document,
  type Node,
  type Pair,
  type YAMLError,
} from 'yaml';
import { lineEnd } from '../text/lines';
import { kubernetesOptions } from './scalars';
import { toFieldPath, type UnitContent, type YamlPath, type YamlProblem } from './unit';

/** Above this the slow library would make typing stutter; one problem without its extent has to do. */
const maximumLength = 1_000_000;
const maximumProblems = 20;

/**
 * The closer look at a unit that js-yaml refuses, with the `yaml` library: either precise problems, or the value
 * where Kubernetes accepts what js-yaml does not, duplicate keys above all (the last one wins, V42).
 * `refusal` is what js-yaml said; it stands in where `yaml` can say nothing.
 */
export function readCarefully(text: string, refusal: YAMLException | undefined): UnitContent {
  const content = text.length > maximumLength ? undefined : readDocument(text);
  if (content && content.state !== 'broken') return content;
  const template = findTemplate(text);
  if (template) return { state: 'broken', problems: [template] };
  if (content) return content;
  const position = refusal?.mark?.position ?? 0;
  const message = refusal?.reason ?? 'this cannot be read';
  return { state: 'broken', problems: [{ ...rangeIn(text, position, position + 1), message }] };
}

function readDocument(text: string): UnitContent | undefined {
  try {
    const document = parseDocument(text, kubernetesOptions);
    if (document.errors.length > 0) return broken(document.errors.map((error) => syntaxProblem(text, error)));
    const { refused, duplicateKeys } = inspect(text, document);
    if (refused.length > 0) return broken(refused);
    const value: unknown = document.toJS({ maxAliasCount: 1000 });
    return value === null || value === undefined
      ? { state: 'empty' }
      : { state: 'read', value, duplicateKeys };
  } catch {
    return undefined; // too deep for the library, a merge of something that is no map, aliases without end
  }
}

/** What is sound YAML and yet no Kubernetes object, and what its tools overlook. */
function inspect(
  text: string,
  document: Document.Parsed,
): { refused: YamlProblem[]; duplicateKeys: YamlProblem[] } {
  const refused: YamlProblem[] = [];
  const duplicateKeys: YamlProblem[] = [];
  const problemAt = (node: Node, message: string) => ({
    ...rangeIn(text, node.range?.[0] ?? 0, node.range?.[1] ?? 0),
    message,
  });
  visit(document, {
    Map: (_key, map, ancestors) => {
      const seen = new Set<string>();
      for (const { key } of map.items as Pair<Node>[]) {
        if (isMap(key) || isSeq(key)) refused.push(problemAt(key, 'a map or a list cannot be a key'));
        if (!isScalar(key) || typeof key.value === 'symbol') continue;
        if (key.value === null) refused.push(problemAt(key, 'a key is missing'));
        const name = String(key.value);
        if (seen.has(name))
          duplicateKeys.push(duplicateKey(problemAt, key, [...pathTo([...ancestors, map]), name]));
        seen.add(name);
      }
    },
    Scalar: (_key, scalar) => {
      if (typeof scalar.value === 'number' && !Number.isFinite(scalar.value)) {
        refused.push(problemAt(scalar, `${scalar.source} is not a number Kubernetes can read`));
      }
    },
  });
  return { refused, duplicateKeys };
}

/** In the words of strict decoding, which kubectl spares the server: it turns YAML into JSON itself (V42). */
function duplicateKey(
  problemAt: (node: Node, message: string) => YamlProblem,
  key: Node,
  path: YamlPath,
): YamlProblem {
  const problem = problemAt(key, `duplicate field "${toFieldPath(path)}"`);
  return {
    ...problem,
    consequence: 'kubectl overlooks it: the last one counts, those before have no effect.',
  };
}

/** The path to the last of these nodes, each of which holds the next. */
function pathTo(nodes: readonly unknown[]): YamlPath {
  return nodes.flatMap((node, index): YamlPath => {
    const next = nodes[index + 1];
    if (isPair(node) && next !== undefined) return isScalar(node.key) ? [String(node.key.value)] : [];
    return isSeq(node) && next !== undefined ? [node.items.indexOf(next)] : [];
  });
}

/** The first place that only Helm can read; `{{` inside a quoted or block text is none of our business. */
function findTemplate(text: string): YamlProblem | undefined {
  const match =
    /(?:^\s*(?:- +)?|:[ \t]+)(\{\{[^\n]*)|(\{\{-?\s*(?:\.Values|\.Release|\.Chart|include |template )[^\n]*)/m.exec(
      text,
    );
  const line = match?.[1] ?? match?.[2];
  if (!match || line === undefined) return undefined;
  const from = match.index + match[0].length - line.length;
  return {
    from,
    to: from + line.trimEnd().length,
    message: 'this is a Helm template: render the chart first (helm template …) and use what it prints',
  };
}

function broken(problems: readonly YamlProblem[]): UnitContent {
  const byPlace = new Map(problems.toReversed().map((problem) => [problem.from, problem]));
  return {
    state: 'broken',
    problems: [...byPlace.values()].sort((a, b) => a.from - b.from).slice(0, maximumProblems),
  };
}

/** At least one character wide where the text has one, and inside the text. */
function rangeIn(text: string, from: number, to: number): { from: number; to: number } {
  const start = Math.max(0, Math.min(from, text.length - 1));
  return { from: start, to: Math.min(text.length, Math.max(to, start + 1)) };
}

function syntaxProblem(text: string, error: YAMLError): YamlProblem {
  const [from, to] = error.pos;
  return { ...rangeIn(text, from, to), message: sentence(error, text) };
}

/** What the library says, put plainly where it speaks of the grammar. */
function sentence({ code, message, pos }: YAMLError, text: string): string {
  switch (code) {
    case 'TAB_AS_INDENT':
      return 'a tab is used to indent; YAML allows spaces only';
    case 'BAD_ALIAS':
      return message.startsWith('Unresolved alias') ? 'no anchor of this name stands above' : message;
    case 'BAD_SCALAR_START':
      return 'a text cannot start with this character unless it is in quotes';
    case 'BLOCK_AS_IMPLICIT_KEY':
      return /:(?:[ \t]|$)/.test(text.slice(pos[0], lineEnd(text, pos[0])))
        ? 'a second “: ” on this line; put the text in quotes if it is one'
        : 'the next line is indented as if it belonged to this value';
    case 'MULTILINE_IMPLICIT_KEY':
      return 'a “:” is missing after this, or the lines are indented differently';
    case 'BAD_INDENT':
      return message.startsWith('All ')
        ? 'this is not indented like what stands above it'
        : unclosed(message);
    case 'MISSING_CHAR':
      return unclosed(message);
    case 'BAD_DQ_ESCAPE':
      return 'no such escape in a text in double quotes';
    case 'UNEXPECTED_TOKEN':
      return 'this does not belong here; what stands before it has already ended';
    default:
      return message;
  }
}

function unclosed(message: string): string {
  if (message.startsWith('Missing closing')) return 'the closing quote is missing';
  const bracket = /end with a (.)$/.exec(message)?.[1];
  return bracket === undefined ? message : `the closing ${bracket} is missing before this`;
}
