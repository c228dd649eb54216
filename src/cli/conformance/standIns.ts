/** Pods that netpol-analyzer makes up to tell what a workload is exposed to, as manifests. */
import { readSourceFile, type SourceFile } from '../../core/index';

/** A pod that stands for others: the name under which it can be found, and its manifests. */
interface StandIn {
  readonly end: string;
  readonly objects: readonly unknown[];
}

/** A file with a pod for each description, and where to find it. */
export function standInsFor(descriptions: readonly string[]): {
  readonly file: SourceFile;
  readonly ends: ReadonlyMap<string, string>;
} {
  const standIns = descriptions.map((text, i) => [text, buildStandIn(text, `stand-in-${i}`)] as const);
  const objects = standIns.flatMap(([, standIn]) => standIn.objects);
  const text = objects.map((object) => `${JSON.stringify(object)}\n`).join('---\n');
  return {
    file: readSourceFile('stand-ins.yaml', text),
    ends: new Map(standIns.map(([description, { end }]) => [description, end])),
  };
}

/**
 * `entire-cluster`, or `namespace/pod`: a name, `[namespace with {…}]` or `[all namespaces]`, and `[pod with {…}]` or
 * `[all pods]`. What may have any labels has none.
 */
function buildStandIn(description: string, name: string): StandIn {
  const [, namespace = '', pod = ''] = /^(\[.*?\]|[^/]+)\/(.*)$/.exec(description) ?? [];
  const isLoaded = namespace !== '' && !namespace.startsWith('[');
  const home = isLoaded ? namespace : name;
  const objects = [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: readLabels(namespace) } },
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, namespace: home, labels: readLabels(pod) },
      spec: { containers: [] },
    },
  ];
  return { end: `${home}/${name}`, objects: objects.slice(isLoaded ? 1 : 0) };
}

/** The labels that `[… with {a=b,c=d}]` or `[… with {{Key:a,Operator:In,Values:[b c],},…}]` asks for. */
function readLabels(text: string): Record<string, string> {
  const written = / with \{(.*)\}\]$/.exec(text)?.[1] ?? '';
  const requirements = [...written.matchAll(/\{Key:(.*?),Operator:(\w+),Values:\[(.*?)\],\}/g)];
  const pairs = requirements.length > 0 ? requirements.flatMap(toLabel) : written.split(',').map(toPair);
  return Object.fromEntries(pairs.filter(([key]) => key !== ''));
}

function toPair(pair: string): [key: string, value: string] {
  const [key = '', value = ''] = pair.split('=');
  return [key, value];
}

/** NotIn and DoesNotExist are met by a label that is not there. */
function toLabel([, key = '', operator, values = '']: RegExpExecArray): [key: string, value: string][] {
  if (operator === 'Exists') return [[key, 'any']];
  return operator === 'In' ? [[key, values.split(' ')[0] ?? '']] : [];
}
