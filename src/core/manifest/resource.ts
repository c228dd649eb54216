import type { ContainerPort, Labels, ServicePort } from '../model/cluster';
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
}

interface NetworkPolicyResource extends Named {
  readonly type: 'networkPolicy';
  /** The object as it was parsed, with its apiVersion also where a typed list says it. */
  readonly value: unknown;
}

/** An object of a manifest, reduced to what policies need: no secret data, no environment values. */
export type Resource =
  | NamespaceResource
  | ControllerResource
  | PodResource
  | ServiceResource
  | NetworkPolicyResource;
