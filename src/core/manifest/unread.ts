import type { Fields } from '../yaml/plain';
import { all, type FieldNames, inTemplates, toFields } from './fields';

const metadata: FieldNames = {
  ...all('creationTimestamp', 'generation', 'managedFields', 'resourceVersion', 'selfLink', 'uid'),
  annotations: all('kubectl.kubernetes.io/last-applied-configuration'),
  ownerReferences: all('blockOwnerDeletion', 'uid'),
};
const container = all(
  'args',
  'command',
  'env',
  'envFrom',
  'image',
  'imagePullPolicy',
  'lifecycle',
  'livenessProbe',
  'readinessProbe',
  'resources',
  'securityContext',
  'startupProbe',
  'terminationMessagePath',
  'terminationMessagePolicy',
  'volumeDevices',
  'volumeMounts',
  'workingDir',
);
const podSpec: FieldNames = {
  ...all('affinity', 'dnsConfig', 'dnsPolicy', 'enableServiceLinks', 'ephemeralContainers', 'hostAliases'),
  ...all('imagePullSecrets', 'preemptionPolicy', 'priority', 'restartPolicy', 'schedulerName'),
  ...all('securityContext', 'serviceAccount', 'terminationGracePeriodSeconds', 'tolerations'),
  ...all('topologySpreadConstraints', 'volumes'),
  containers: container,
  initContainers: container,
};
const template: FieldNames = { metadata: { ...metadata, annotations: 'all' }, spec: podSpec };

/** Of any kind, pod templates where controllers have them included. */
const ofAnyKind: FieldNames = {
  ...all('data', 'binaryData', 'stringData'),
  metadata,
  spec: {
    ...all('conversion', 'validation', 'versions', 'volumeClaimTemplates'),
    ...inTemplates(template),
  },
  status: all('conditions', 'images'),
};

const fieldsOfPods: FieldNames = {
  ...template,
  status: all(
    'conditions',
    'containerStatuses',
    'ephemeralContainerStatuses',
    'initContainerStatuses',
    'message',
    'qosClass',
    'startTime',
  ),
};

const unreadOfAny = toFields(ofAnyKind);
const unreadOfPods = toFields(fieldsOfPods);

/**
 * The fields of a kind that nobody reads, `readResources` above all: what a dump is full of. Of policies, and of
 * lists of anything, there are none. Whoever begins to read a field takes it out of here.
 */
export function unreadFields(kind: string): Fields | undefined {
  if (kind.endsWith('Policy') || kind.endsWith('List')) return undefined;
  return kind === 'Pod' ? unreadOfPods : unreadOfAny;
}
