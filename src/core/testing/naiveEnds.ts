import type { Profile } from '../evaluate/connectivity';
import type { ContainerPort, Labels } from '../model/cluster';
import type { WrittenProtocol } from './written';

/** One single pod. */
export interface NaivePod {
  readonly namespace: string;
  readonly labels: Labels;
  readonly addresses: readonly string[];
  readonly ports: readonly ContainerPort[];
  readonly hostNetwork: boolean;
}

/** A pod, or an address outside the cluster. */
export type NaiveEnd = NaivePod | { readonly address: string };

export interface NaiveQuery {
  readonly protocol: WrittenProtocol | 'other';
  readonly port: number;
}

/** Whether selectors see an end: a pod that does not count as its node (S32, S55, S56). */
export function isSelectable(end: NaiveEnd, profile: Profile): end is NaivePod {
  return !('address' in end) && !(end.hostNetwork && profile.hostNetwork === 'node');
}
