import { describeSelector } from '../model/selector';
import type { TierPeer, TierPort } from '../policy/policy';

/** One element of `from` or `to` of a tier rule in words: `pods app=web of namespaces team=shop`, `10.0.0.0/8`. */
export function describeTierPeer(peer: TierPeer): string {
  switch (peer.type) {
    case 'networks':
      return peer.cidrs.join(', ');
    case 'domainNames':
      return peer.names.join(', ');
    case 'nodes':
      return describeSelector(peer.nodeSelector).replace('all pods', 'all nodes');
    case 'pods': {
      const { namespaceSelector = {}, podSelector } = peer;
      const selected = describeSelector(namespaceSelector);
      const namespaces = selected === 'all pods' ? 'all namespaces' : `namespaces ${selected}`;
      const pods = podSelector && describeSelector(podSelector);
      if (pods === undefined) return namespaces;
      return `${pods === 'all pods' ? pods : `pods ${pods}`} of ${namespaces}`;
    }
  }
}

/** The ports of a tier rule in words: `TCP 80-90, port named http`; `all ports` where it names none (S60). */
export function describeTierPorts(ports: readonly TierPort[] | undefined): string {
  return ports?.map(describePort).join(', ') ?? 'all ports';
}

function describePort(port: TierPort): string {
  if ('containerPort' in port) return `port named ${port.containerPort}`;
  const { protocol, port: from, endPort } = port;
  if (from === undefined) return `all of ${protocol}`;
  return endPort === undefined ? `${protocol} ${from}` : `${protocol} ${from}-${endPort}`;
}
