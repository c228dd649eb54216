import type { Backend, ContainerPort, Entry, Labels, ListedAddresses, ServicePort } from '../model/cluster';
import type { Policy } from '../policy/policy';
import type { YamlPath } from '../yaml/unit';
import type { Problem } from './problem';

/**
 * Where an object stands: the unit of a file, and the path inside it (not empty for items of a list that is
 * one unit, as a flow-style one is).
 */
export interface ResourceRef {
  /** `Kind/namespace/name`; `Kind/name` for cluster-scoped kinds. */
  readonly id: string;
  readonly file: string;
  readonly unit: number;
  readonly path: YamlPath;
}

/** What all objects have. */
interface Named {
  /** `Kind/namespace/name`; `Kind/name` for cluster-scoped kinds. */
  readonly id: string;
  readonly kind: string;
  /** Empty for cluster-scoped kinds. */
  readonly namespace: string;
  readonly name: string;
  /** Inside its unit. */
  readonly path: YamlPath;
  readonly problems: readonly Problem[];
}

/** The object that made another one. */
export interface Owner {
  readonly kind: string;
  readonly name: string;
}

/** What policies need to know of pods, from a pod or a controller's template. */
export interface PodTemplate {
  readonly labels: Labels;
  readonly ports: readonly ContainerPort[];
  readonly hostNetwork: boolean;
}

interface NamespaceResource extends Named {
  readonly type: 'namespace';
  readonly labels: Labels;
}

/** Anything with a pod template: Deployment, CronJob, Rollout. */
export interface ControllerResource extends Named {
  readonly type: 'controller';
  readonly owner?: Owner;
  readonly replicas?: number;
  /** Of a StatefulSet: the number of its first pod, where it is not 0. */
  readonly firstOrdinal?: number;
  readonly template: PodTemplate;
}

export interface PodResource extends Named {
  readonly type: 'pod';
  readonly owner?: Owner;
  readonly template: PodTemplate;
  readonly addresses: readonly string[];
  /** Succeeded or Failed: it holds no connections (S36). */
  readonly finished: boolean;
}

interface ServiceResource extends Named {
  readonly type: 'service';
  /** undefined: selects nothing (S95). */
  readonly selector?: Labels;
  readonly ports: readonly ServicePort[];
  readonly isHeadless?: true;
  readonly externalName?: string;
}

/** Endpoints or an EndpointSlice. */
interface AddressesResource extends Named {
  readonly type: 'addresses';
  /** Name of the Service in the same namespace; may be empty. */
  readonly service: string;
  readonly listed: readonly ListedAddresses[];
}

interface NodeResource extends Named {
  readonly type: 'node';
  readonly labels: Labels;
  readonly addresses: readonly string[];
}

interface EntryResource extends Named {
  readonly type: 'entry';
  /** As written: what another namespace does not grant is still among them. */
  readonly backends: readonly Backend[];
  readonly gateways: Entry['gateways'];
}

/** Known so that it is not called ignored: its routes say all that matters. */
interface GatewayResource extends Named {
  readonly type: 'gateway';
}

/** Which routes of other namespaces may send to Services of its own (S97). */
export interface GrantResource extends Named {
  readonly type: 'grant';
  readonly from: readonly { readonly kind: string; readonly namespace: string }[];
  /** Names of Services; an empty name stands for all. */
  readonly services: readonly string[];
}

interface PolicyResource extends Named {
  readonly type: 'policy';
  readonly kind: Policy['kind'];
  /** The object as it was parsed, with its kind and apiVersion also where a typed list says them. */
  readonly value: unknown;
}

/** An object of a manifest, reduced to what policies need: no secret data, no environment values. */
export type Resource =
  | NamespaceResource
  | ControllerResource
  | PodResource
  | ServiceResource
  | AddressesResource
  | NodeResource
  | EntryResource
  | GatewayResource
  | GrantResource
  | PolicyResource;
