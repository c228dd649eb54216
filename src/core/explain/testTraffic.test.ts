import { describe, expect, test } from 'vitest';
import { buildConnectivity } from '../evaluate/buildConnectivity';
import type { Cluster, Service } from '../model/cluster';
import { readNetworkPolicy } from '../policy/networkPolicy';
import { labelsOf, podId, specWorld } from '../testing/specWorld';
import { testTraffic, type TrafficQuery } from './testTraffic';

const service = (name: string, more: Partial<Service>): Service => ({
  id: `Service/x/${name}`,
  namespace: 'x',
  name,
  ports: [{ name: 'web', port: 8000, protocol: 'TCP', targetPort: 'http' }],
  ...more,
});

const cluster: Cluster = {
  ...specWorld,
  services: [
    service('one', { selector: labelsOf({ app: 'a' }) }),
    service('both', {
      selector: labelsOf({}),
      ports: [{ port: 80, protocol: 'TCP', targetPort: 80 }],
    }),
    service('nobody', { selector: labelsOf({ app: 'nobody' }) }),
    service('nameless', {
      selector: labelsOf({ app: 'a' }),
      ports: [{ port: 80, protocol: 'TCP', targetPort: 'gone' }],
    }),
    service('headless', { selector: labelsOf({ app: 'a' }), isHeadless: true }),
    service('portless', { selector: labelsOf({ app: 'a' }), isHeadless: true, ports: [] }),
    service('alias', { externalName: 'db.example.com', ports: [] }),
  ],
};
const onlyB = readNetworkPolicy({
  metadata: { name: 'p', namespace: 'x' },
  spec: {
    podSelector: { matchLabels: { app: 'a' } },
    ingress: [{ from: [{ podSelector: { matchLabels: { app: 'b' } } }], ports: [{ port: 'http' }] }],
  },
});
const connectivity = buildConnectivity(cluster, [onlyB]);

const toA: TrafficQuery = { source: podId('x/b'), destination: podId('x/a'), protocol: 'TCP', port: 80 };
const ask = (query: Partial<TrafficQuery>) => testTraffic(connectivity, { ...toA, ...query });

/** What the answer says in short: verdict and lines, or the problem. */
function said(query: Partial<TrafficQuery>): readonly string[] {
  const answer = ask(query);
  if (answer.type === 'problem') return [answer.at, answer.message];
  return [
    answer.verdict,
    ...answer.lines.map(
      ({ source, destination, ports, explanation }) =>
        `${source} to ${destination}, ${ports}: ${explanation.verdict}`,
    ),
  ];
}

describe('testTraffic', () => {
  test.each<[string, Partial<TrafficQuery>, readonly string[]]>([
    ['a port by its number', {}, ['allowed', 'x/b to x/a, TCP 80: allowed']],
    ['a port by its name', { port: 'http' }, ['allowed', 'x/b to x/a, TCP 80: allowed']],
    ['another port', { port: 81 }, ['denied', 'x/b to x/a, TCP 81: denied']],
    ['typed text', { port: '80' }, ['allowed', 'x/b to x/a, TCP 80: allowed']],
    ['the address of a pod', { destination: '10.0.1.1' }, ['allowed', 'x/b to x/a, TCP 80: allowed']],
    ['any address', { source: ' 203.0.113.7 ' }, ['denied', '203.0.113.7 to x/a, TCP 80: denied']],
    ['to an address', { destination: '2001:db8::1' }, ['allowed', 'x/b to 2001:db8::1, TCP 80: allowed']],
    ['ICMP', { protocol: 'other', port: undefined }, ['denied', 'x/b to x/a, other protocols: denied']],
    [
      'a Service, at the port of the pod',
      { destination: 'Service/x/one', port: 'web' },
      ['allowed', 'x/b to x/a, TCP 80: allowed'],
    ],
    [
      'a Service without a port: all of them',
      { destination: 'Service/x/one', port: undefined },
      ['allowed', 'x/b to x/a, TCP 80: allowed'],
    ],
    [
      'a Service before several workloads',
      { source: podId('y/a'), destination: 'Service/x/both' },
      ['partly', 'y/a to x/a, TCP 80: denied', 'y/a to x/b, TCP 80: allowed', 'y/a to x/c, TCP 80: allowed'],
    ],
    [
      'a headless Service by a number: the pods have it, not the Service (S35)',
      { destination: 'Service/x/headless', port: 8000 },
      ['denied', 'x/b to x/a, TCP 8000: denied'],
    ],
    [
      'a headless Service by a name',
      { destination: 'Service/x/headless', port: 'web' },
      ['allowed', 'x/b to x/a, TCP 80: allowed'],
    ],
    [
      'a headless Service that has no ports',
      { destination: 'Service/x/portless', port: '80' },
      ['allowed', 'x/b to x/a, TCP 80: allowed'],
    ],
  ])('%s', (_title, query, expected) => {
    expect(said(query)).toEqual(expected);
  });

  test.each<[string, Partial<TrafficQuery>, string, RegExp]>([
    ['nothing chosen', { source: '' }, 'source', /Choose a workload or type an address/],
    ['an unknown source', { source: 'x/b' }, 'source', /neither a loaded workload nor an address/],
    ['a Service as the source', { source: 'Service/x/one' }, 'source', /only receives/],
    ['an unknown destination', { destination: 'Pod/x/gone' }, 'destination', /neither/],
    ['two addresses', { source: '10.9.9.9', destination: '10.9.9.8' }, 'destination', /no policy decides/],
    ['a port out of range', { port: 65536 }, 'port', /between 1 and 65535/],
    ['no port', { port: undefined }, 'port', /Type a port/],
    [
      'an unknown name',
      { port: 'https' },
      'port',
      /x\/a has no TCP port called https; it has http \(TCP 80\)/,
    ],
    ['a name at an address', { destination: '8.8.8.8', port: 'dns' }, 'port', /addresses have no names/],
    [
      'a port that the Service has not',
      { destination: 'Service/x/one', port: 80 },
      'port',
      /Service x\/one has no TCP port 80; it has web \(TCP 8000\)/,
    ],
    ['a Service of nobody', { destination: 'Service/x/nobody', port: 8000 }, 'destination', /selects no/],
    ['a name that no pod has', { destination: 'Service/x/nameless' }, 'port', /no container port/],
    ['another name', { destination: 'Service/x/alias' }, 'destination', /only stands for db\.example\.com/],
    [
      'a headless Service and no port at all',
      { destination: 'Service/x/portless', port: undefined },
      'port',
      /has none/,
    ],
    [
      'a wrong number to a headless Service',
      { destination: 'Service/x/headless', port: 0 },
      'port',
      /between 1 and 65535/,
    ],
    ['ICMP to a Service', { destination: 'Service/x/one', protocol: 'other' }, 'port', /TCP, UDP and SCTP/],
  ])('%s is a problem', (_title, query, at, message) => {
    const [where, text] = said(query);
    expect(where).toBe(at);
    expect(text).toMatch(message);
  });

  test('S49 a Service has its caveat, and S31 a pod that comes back to itself', () => {
    const caveatsOf = (query: Partial<TrafficQuery>) => {
      const answer = ask(query);
      return answer.type === 'answer' ? answer.caveats.join(' ') : answer.message;
    };
    expect(caveatsOf({})).toBe('');
    expect(caveatsOf({ destination: 'Service/x/one', port: 8000 })).toMatch(/also judge its own address/);
    expect(caveatsOf({ destination: 'Service/x/headless', port: 80 })).toMatch(/no address of its own/);
    expect(caveatsOf({ source: podId('x/a'), destination: 'Service/x/one', port: 8000 })).toMatch(/itself/);
  });
});
