/** Labels of an object. Always made with a null prototype: keys are user text. */
export type Labels = Readonly<Record<string, string>>;

export type Protocol = 'TCP' | 'UDP' | 'SCTP';

export interface Namespace {
  readonly name: string;
  /** Always holds `kubernetes.io/metadata.name` (S27). */
  readonly labels: Labels;
  /** loaded: a Namespace object was read; used: only mentioned by another object (S26); inferred: stands for a selector that matches nothing loaded. */
  readonly origin: 'loaded' | 'used' | 'inferred';
}

export interface ContainerPort {
  readonly name?: string;
  readonly port: number;
  readonly protocol: Protocol;
}

/** One pod of a workload, as far as it is known to differ from its siblings: own labels or a known address. */
export interface Pod {
  readonly labels: Labels;
  /** `status.podIPs`, as written. */
  readonly addresses: readonly string[];
}

/** A controller with its pods, a group of bare pods with one owner, or one bare pod. */
export interface Workload {
  /** `Kind/namespace/name`. */
  readonly id: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** undefined: not a matter of the kind (DaemonSet) or not written. */
  readonly replicas?: number;
  /** Of a StatefulSet whose pods are not counted from 0 (`spec.ordinals.start`). */
  readonly firstOrdinal?: number;
  /** Labels of the pod template (S91) and those a controller adds predictably (S92). */
  readonly labels: Labels;
  readonly ports: readonly ContainerPort[];
  readonly hostNetwork: boolean;
  /** At least one. Several only where pods are known one by one (a live dump, a StatefulSet whose pod-name label is selected). */
  readonly pods: readonly Pod[];
  /** inferred: stands for a selector that matches nothing loaded. */
  readonly origin: 'loaded' | 'inferred';
}

export interface ServicePort {
  readonly name?: string;
  readonly port: number;
  readonly protocol: Protocol;
  /** Number or name of a container port; already defaulted to `port` (S95). */
  readonly targetPort: number | string;
}

export interface Service {
  readonly id: string;
  readonly namespace: string;
  readonly name: string;
  /** undefined: selects nothing (S95). */
  readonly selector?: Labels;
  readonly ports: readonly ServicePort[];
  /** Without an address of its own: its name stands for those of the pods, and ports are theirs (S35). */
  readonly isHeadless?: true;
  /** The name that it is another name for, if it is no more than that (S35). */
  readonly externalName?: string;
  /** What Endpoints and EndpointSlices list for a Service that selects nothing (S95). */
  readonly listed?: readonly ListedAddresses[];
}

/** Addresses that stand behind a Service, with the ports there by the names of the Service's ports. */
export interface ListedAddresses {
  readonly addresses: readonly string[];
  readonly ports: readonly ContainerPort[];
}

/** A machine of the cluster, for `nodes` peers (S58). */
export interface ClusterNode {
  readonly name: string;
  readonly labels: Labels;
  /** `status.addresses` that are addresses, as written. */
  readonly addresses: readonly string[];
}

/** A way into the cluster through a controller: an Ingress, an OpenShift Route, a route of the Gateway API (S96, S97). */
export interface Entry {
  /** `Kind/namespace/name`. */
  readonly id: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly backends: readonly Backend[];
  /** Namespaced names of the Gateways that a route is attached to. */
  readonly gateways: readonly { readonly namespace: string; readonly name: string }[];
}

/** A port of a Service that an entry sends to. */
export interface Backend {
  readonly namespace: string;
  readonly service: string;
  /** Number or name of the Service's port; undefined: every one (a Route without `spec.port`). */
  readonly port?: number | string;
  /** Instead of `port`, as Routes say it: the number of the pods' port, or the name of the Service's or the pods'. */
  readonly targetPort?: number | string;
}

/** What the manifests say exists. */
export interface Cluster {
  readonly namespaces: ReadonlyMap<string, Namespace>;
  readonly workloads: readonly Workload[];
  readonly services: readonly Service[];
  readonly nodes: readonly ClusterNode[];
  readonly entries: readonly Entry[];
}
