import type { ServicePort } from '../model/cluster';
import type { YamlPath } from '../yaml/unit';
import { readLabels } from './labels';
import { isPortNumber, readAddresses, readPodTemplate, readProtocol } from './pods';
import { type Problem, typeProblem } from './problem';
import type { Owner, Resource } from './resource';
import { isMapping, itemsOf, type Mapping, textAt, valueAt } from './value';

/** What one document holds. */
interface Resources {
  readonly resources: readonly Resource[];
  /** Kind → how many objects are of no concern to policies. */
  readonly ignored: ReadonlyMap<string, number>;
  /** What is wrong with values that are no object; paths inside the unit. */
  readonly problems: readonly Problem[];
}

/** Kinds that are read, by the API group that serves them. The core group is the empty string. */
const controllerGroups: Readonly<Record<string, readonly string[]>> = {
  Deployment: ['apps', 'extensions'],
  ReplicaSet: ['apps', 'extensions'],
  DaemonSet: ['apps', 'extensions'],
  StatefulSet: ['apps'],
  ReplicationController: [''],
  Job: ['batch'],
  CronJob: ['batch'],
};
const coreKinds = new Set(['Namespace', 'Pod', 'Service']);

/** Groups that have a NetworkPolicy of their own. */
const calicoGroups = new Set(['projectcalico.org', 'crd.projectcalico.org']);
/** Kinds of this group have pod templates too, but the pods come from Deployments of theirs. */
const knativeGroup = 'serving.knative.dev';

const templatePath = ['spec', 'template'];
const templatePaths: Readonly<Record<string, readonly string[]>> = {
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
};

const defaultNamespace = 'default';

/**
 * The objects in a value, lists of any kind opened (S90). Never throws: what is malformed is reported and
 * read as sensibly as it can be. `path` is where the value stands in its unit.
 */
export function readResources(value: unknown, path: YamlPath = []): Resources {
  const reader = new Reader();
  reader.read(value, path);
  return reader;
}

/** What says which type an object has. */
interface TypeMeta {
  readonly kind: string;
  readonly apiVersion: string;
}

interface Identity {
  readonly id: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

interface Header extends Identity {
  readonly path: YamlPath;
  readonly problems: Problem[];
}

class Reader implements Resources {
  readonly resources: Resource[] = [];
  readonly ignored = new Map<string, number>();
  readonly problems: Problem[] = [];

  /** Items of a typed list (PodList) may leave out what the list says already: its kind and version are given on. */
  read(value: unknown, path: YamlPath, listed?: TypeMeta): void {
    if (value === null || value === undefined) return;
    if (Array.isArray(value)) {
      value.forEach((item, index) => this.read(item, [...path, index]));
      return;
    }
    const kind = textAt(value, 'kind') || listed?.kind;
    if (!isMapping(value) || kind === undefined) {
      this.problems.push(notAnObject(path));
      return;
    }
    const apiVersion = textAt(value, 'apiVersion') || (listed?.apiVersion ?? '');
    if (kind.endsWith('List') && (kind === 'List' || Array.isArray(valueAt(value, 'items')))) {
      const itemKind = kind.slice(0, -'List'.length);
      const given = itemKind === '' ? undefined : { kind: itemKind, apiVersion };
      itemsOf(valueAt(value, 'items')).forEach((item, index) => {
        this.read(item, [...path, 'items', index], given);
      });
      return;
    }
    this.#readObject(value, kind, apiVersion, path);
  }

  #readObject(object: Mapping, kind: string, apiVersion: string, path: YamlPath): void {
    const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
    const isOf = (groups: readonly string[] | undefined) =>
      groups !== undefined && (apiVersion === '' || groups.includes(group));
    if (kind === 'NetworkPolicy' && !calicoGroups.has(group)) {
      // Whatever is wrong with it is for its validation to say.
      const header = { ...identify(object, kind), path, problems: [] };
      const value = valueAt(object, 'apiVersion') === undefined ? { ...object, apiVersion } : object;
      this.resources.push({ type: 'networkPolicy', ...header, value });
    } else if (kind === 'Namespace' && isOf([''])) {
      this.#add(object, { kind, apiVersion }, path, readNamespace);
    } else if (kind === 'Pod' && isOf([''])) {
      this.#add(object, { kind, apiVersion }, path, readPod);
    } else if (kind === 'Service' && isOf([''])) {
      this.#add(object, { kind, apiVersion }, path, readService);
    } else if (isOf(own(controllerGroups, kind)) || looksLikeController(object, kind, group)) {
      this.#add(object, { kind, apiVersion }, path, readController);
    } else {
      const known = coreKinds.has(kind) || own(controllerGroups, kind) || kind === 'NetworkPolicy';
      const title = known ? `${kind} (${apiVersion})` : kind;
      this.ignored.set(title, (this.ignored.get(title) ?? 0) + 1);
    }
  }

  /** An object without a name is reported and left out, as nothing could refer to it. */
  #add(
    object: Mapping,
    { kind, apiVersion }: TypeMeta,
    path: YamlPath,
    read: (object: Mapping, header: Header) => Resource,
  ): void {
    const identity = identify(object, kind);
    if (identity.name === '') {
      this.problems.push({ ...nameRequired, path: [...path, ...nameRequired.path] });
    } else {
      this.resources.push(read(object, { ...identity, path, problems: headerProblems(object, apiVersion) }));
    }
  }
}

function identify(object: Mapping, kind: string): Identity {
  const metadata = valueAt(object, 'metadata');
  const name = textAt(metadata, 'name') || textAt(metadata, 'generateName');
  if (kind === 'Namespace') return { id: `${kind}/${name}`, kind, namespace: '', name };
  const namespace = textAt(metadata, 'namespace') || defaultNamespace;
  return { id: `${kind}/${namespace}/${name}`, kind, namespace, name };
}

function headerProblems(object: Mapping, apiVersion: string): Problem[] {
  const problems = apiVersion === '' ? [noVersion] : [];
  for (const key of ['name', 'namespace']) {
    const path = ['metadata', key];
    const value = valueAt(object, ...path);
    if (value === undefined || typeof value === 'string') continue;
    problems.push(typeProblem({ path, value, struct: 'ObjectMeta', type: 'string' }));
  }
  return problems;
}

/** An own property; `kind` is user text. */
function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** A kind that is not known but has a labelled pod template where controllers have it: Rollout, DeploymentConfig. */
function looksLikeController(object: Mapping, kind: string, group: string): boolean {
  if (coreKinds.has(kind) || own(controllerGroups, kind) || group === knativeGroup) return false;
  const template = valueAt(object, ...templatePath);
  return (
    Array.isArray(valueAt(template, 'spec', 'containers')) &&
    isMapping(valueAt(template, 'metadata', 'labels'))
  );
}

function readNamespace(object: Mapping, header: Header): Resource {
  return {
    type: 'namespace',
    ...header,
    labels: readLabels(object, ['metadata', 'labels'], 'ObjectMeta', header.problems),
  };
}

function readController(object: Mapping, header: Header): Resource {
  const template = readPodTemplate(object, own(templatePaths, header.kind) ?? templatePath, header.problems);
  const replicas = valueAt(object, 'spec', 'replicas');
  return {
    type: 'controller',
    ...header,
    ...readOwner(object),
    ...(isCount(replicas) ? { replicas } : {}),
    template,
  };
}

function readPod(object: Mapping, header: Header): Resource {
  const phase = valueAt(object, 'status', 'phase');
  return {
    type: 'pod',
    ...header,
    ...readOwner(object),
    template: readPodTemplate(object, [], header.problems),
    addresses: readAddresses(object),
    finished: phase === 'Succeeded' || phase === 'Failed',
  };
}

function readService(object: Mapping, header: Header): Resource {
  const spec = valueAt(object, 'spec');
  const selector = readLabels(object, ['spec', 'selector'], 'ServiceSpec', header.problems);
  const selects = valueAt(spec, 'type') !== 'ExternalName' && Object.keys(selector).length > 0;
  return {
    type: 'service',
    ...header,
    ...(selects ? { selector } : {}),
    ports: itemsOf(valueAt(spec, 'ports')).flatMap(readServicePort),
  };
}

function readServicePort(written: unknown): ServicePort[] {
  const port = valueAt(written, 'port');
  const protocol = readProtocol(valueAt(written, 'protocol'));
  if (!isPortNumber(port) || protocol === undefined) return [];
  const name = valueAt(written, 'name');
  const targetPort = valueAt(written, 'targetPort');
  const isTarget = isPortNumber(targetPort) || (typeof targetPort === 'string' && targetPort !== '');
  return [
    {
      ...(typeof name === 'string' && name !== '' ? { name } : {}),
      port,
      protocol,
      targetPort: isTarget ? targetPort : port,
    },
  ];
}

/** The controlling owner; else the first. Nodes "own" the static pods they run, which have nothing in common. */
function readOwner(object: Mapping): { owner?: Owner } {
  const references = itemsOf(valueAt(object, 'metadata', 'ownerReferences'));
  const reference = references.find((each) => valueAt(each, 'controller') === true) ?? references[0];
  const kind = textAt(reference, 'kind');
  const name = textAt(reference, 'name');
  return name === '' || kind === 'Node' ? {} : { owner: { kind, name } };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

const noVersion: Problem = {
  code: 'V45',
  path: ['apiVersion'],
  message: 'apiVersion not set',
  blocking: true,
};

const nameRequired: Problem = {
  code: 'V30',
  path: ['metadata', 'name'],
  message: 'metadata.name: Required value: name or generateName is required',
  blocking: true,
};

function notAnObject(path: YamlPath): Problem {
  return {
    code: 'V45',
    path,
    message: 'Not a Kubernetes object, and left out: kind not set. Write apiVersion, kind and metadata.',
    blocking: false,
  };
}
