import { compilePorts } from '../../evaluate/rulePorts';
import { isSubset } from '../../model/connections';
import { isEmptySelector, type LabelSelector, selectorKey } from '../../model/selector';
import type { Peer, Rule } from '../../policy/policy';
import { isWithin } from './blocks';

/**
 * Whether a rule allows all that another one allows, as far as their texts alone can tell; both are of one direction
 * and of policies in one namespace.
 */
export function coversRule(wide: Rule, narrow: Rule): boolean {
  return coversPeers(wide.peers, narrow.peers) && coversPorts(wide.ports, narrow.ports);
}

function coversPeers(wide: Rule['peers'], narrow: Rule['peers']): boolean {
  if (!wide) return true;
  return narrow?.every((peer) => wide.some((other) => coversPeer(other, peer))) === true;
}

function coversPeer(wide: Peer, narrow: Peer): boolean {
  if (wide.type === 'ipBlock') {
    return (
      narrow.type === 'ipBlock' &&
      narrow.intervals.every((own) => wide.intervals.some((each) => isWithin(own, each)))
    );
  }
  if (narrow.type === 'ipBlock' || !coversSelector(wide.podSelector, narrow.podSelector)) return false;
  if (!wide.namespaceSelector) return !narrow.namespaceSelector;
  if (isEmptySelector(wide.namespaceSelector)) return true;
  return (
    narrow.namespaceSelector !== undefined && coversSelector(wide.namespaceSelector, narrow.namespaceSelector)
  );
}

function coversSelector(wide: LabelSelector | undefined, narrow: LabelSelector | undefined): boolean {
  return isEmptySelector(wide) || selectorKey(wide) === selectorKey(narrow);
}

function coversPorts(wide: Rule['ports'], narrow: Rule['ports']): boolean {
  if (!wide) return true;
  if (!narrow) return false;
  const [outer, inner] = [compilePorts(wide), compilePorts(narrow)];
  return (
    isSubset(inner.fixed, outer.fixed) &&
    inner.names.every((own) =>
      outer.names.some(({ name, protocol }) => name === own.name && protocol === own.protocol),
    )
  );
}
