import type { Connectivity } from './connectivity';
import type { PolicyIndex } from './policyIndex';

const indexes = new WeakMap<Connectivity, PolicyIndex>();

/** Ties a judgement to what answers its questions, for those that ask by class. */
export function rememberIndex(connectivity: Connectivity, index: PolicyIndex): Connectivity {
  indexes.set(connectivity, index);
  return connectivity;
}

export function indexOf(connectivity: Connectivity): PolicyIndex {
  const index = indexes.get(connectivity);
  if (!index) throw new Error('a connectivity that buildConnectivity did not make');
  return index;
}
