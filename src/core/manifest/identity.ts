import type { YamlPath } from '../yaml/unit';
import { type Problem, typeProblem } from './problem';
import { type Mapping, textAt, valueAt } from './value';

/** What says which type an object has. */
export interface TypeMeta {
  readonly kind: string;
  readonly apiVersion: string;
}

/** What an object is called. */
interface Identity {
  readonly id: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** The part that all objects are read alike; readers of the rest add their problems. */
export interface Header extends Identity {
  readonly path: YamlPath;
  readonly problems: Problem[];
}

const defaultNamespace = 'default';
const clusterScoped = new Set([
  'Namespace',
  'Node',
  'ClusterNetworkPolicy',
  'AdminNetworkPolicy',
  'BaselineAdminNetworkPolicy',
]);

/** Without a namespace an object stands in `default`, as kubectl would put it there (S25). */
export function identify(object: Mapping, kind: string): Identity {
  const metadata = valueAt(object, 'metadata');
  const name = textAt(metadata, 'name') || textAt(metadata, 'generateName');
  if (clusterScoped.has(kind)) return { id: `${kind}/${name}`, kind, namespace: '', name };
  const namespace = textAt(metadata, 'namespace') || defaultNamespace;
  return { id: `${kind}/${namespace}/${name}`, kind, namespace, name };
}

export function headerProblems(object: Mapping, apiVersion: string): Problem[] {
  const problems = apiVersion === '' ? [noVersion] : [];
  for (const key of ['name', 'namespace']) {
    const path = ['metadata', key];
    const value = valueAt(object, ...path);
    if (value === undefined || typeof value === 'string') continue;
    problems.push(typeProblem({ path, value, struct: 'ObjectMeta', type: 'string' }));
  }
  return problems;
}

const noVersion: Problem = {
  code: 'V45',
  path: ['apiVersion'],
  message: 'apiVersion not set',
  blocking: true,
};

export const nameRequired: Problem = {
  code: 'V30',
  path: ['metadata', 'name'],
  message: 'metadata.name: Required value: name or generateName is required',
  blocking: true,
};

export function notAnObject(path: YamlPath): Problem {
  return {
    code: 'V45',
    path,
    message: 'Not a Kubernetes object, and left out: kind not set. Write apiVersion, kind and metadata.',
    blocking: false,
  };
}
