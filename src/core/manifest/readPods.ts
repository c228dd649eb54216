import type { Header } from './identity';
import { readAddresses, readPodTemplate } from './pods';
import type { Owner, Resource } from './resource';
import { itemsOf, type Mapping, textAt, valueAt } from './value';

const templatePath = ['spec', 'template'];

/** A controller with its pod template where most have it. */
export function readController(object: Mapping, header: Header): Resource {
  return controllerAt(templatePath, object, header);
}

export function readCronJob(object: Mapping, header: Header): Resource {
  return controllerAt(['spec', 'jobTemplate', 'spec', 'template'], object, header);
}

export function readPod(object: Mapping, header: Header): Resource {
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

/** Whether the object has a labelled pod template where controllers have it: a Rollout, a DeploymentConfig. */
export function hasPodTemplate(object: Mapping): boolean {
  const template = valueAt(object, ...templatePath);
  return (
    Array.isArray(valueAt(template, 'spec', 'containers')) &&
    typeof valueAt(template, 'metadata', 'labels') === 'object'
  );
}

function controllerAt(path: readonly string[], object: Mapping, header: Header): Resource {
  const template = readPodTemplate(object, path, header.problems);
  const replicas = valueAt(object, 'spec', 'replicas');
  const firstOrdinal = valueAt(object, 'spec', 'ordinals', 'start');
  return {
    type: 'controller',
    ...header,
    ...readOwner(object),
    ...(isCount(replicas) ? { replicas } : {}),
    ...(isCount(firstOrdinal) && header.kind === 'StatefulSet' ? { firstOrdinal } : {}),
    template,
  };
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
