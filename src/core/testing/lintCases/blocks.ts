import { documents, inventory, policy, type RuleCase } from './ruleCase';

const out = (peers: string, name = 'p', rest = '') =>
  policy(
    `podSelector: {matchLabels: {app: web}}\npolicyTypes: [Egress]\negress:\n- to:\n${peers}${rest}`,
    name,
  );
const https = '\n  ports:\n  - {protocol: TCP, port: 443}';
const block = (cidr: string, except = '') =>
  `  - ipBlock:\n      cidr: ${cidr}${except === '' ? '' : `\n      except: [${except}]`}`;

const addressed = `apiVersion: v1
kind: Pod
metadata: {name: known, namespace: shop, labels: {app: known}}
spec: {containers: [{name: main}]}
status: {podIP: 10.1.2.3, podIPs: [{ip: 10.1.2.3}]}
`;

/** G5. */
export const blockCases: readonly RuleCase[] = [
  {
    code: 'L71',
    trigger: out(block('10.1.0.0/16')),
    at: '10.1.0.0/16',
    cluster: documents(inventory, addressed),
    misses: [out(block('10.2.0.0/16')), out(block('0.0.0.0/0'))],
  },
  {
    code: 'L72',
    trigger: out(block('"::/0"'), 'p', https),
    at: '"::/0"',
    misses: [out(`${block('"::/0"')}\n${block('0.0.0.0/0')}`, 'p', https), out(block('10.0.0.0/8'))],
    fixes: [
      {
        edit: ['        cidr: "::/0"\n', '        cidr: "::/0"\n    - ipBlock:\n        cidr: "0.0.0.0/0"\n'],
        opens: [
          'shop/web to 0.0.0.0/0, TCP 443',
          'shop/web to shop/api, TCP 443',
          'shop/web to shop/worker, TCP 443',
          'shop/web to shop/web, TCP 443',
          'shop/web to data/db, TCP 443',
          'shop/web to data/api, TCP 443',
          'shop/web to kube-system/coredns, TCP 443',
        ],
      },
    ],
  },
  {
    code: 'L73',
    trigger: out(block('169.254.0.0/16')),
    at: '169.254.0.0/16',
    misses: [
      out(block('169.254.0.0/16', '169.254.169.254/32')),
      out(block('0.0.0.0/0'), 'p', https),
      out(block('203.0.113.0/24')),
      out(block('169.254.169.254/32')), // meant
    ],
    fixes: [
      {
        edit: [
          'cidr: 169.254.0.0/16\n',
          'cidr: 169.254.0.0/16\n        except:\n        - 169.254.169.254/32\n',
        ],
        closes: ['shop/web to any other address, all ports'],
      },
    ],
  },
  {
    code: 'L74',
    trigger: out(block('0.0.0.0/0', '10.0.0.0/8, 172.16.0.0/12'), 'p', https),
    at: '0.0.0.0/0',
    misses: [
      out(block('0.0.0.0/0', '10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16'), 'p', https),
      out(block('0.0.0.0/0'), 'web-to-all', https),
    ],
    fixes: [
      {
        edit: ['172.16.0.0/12]', '172.16.0.0/12, 192.168.0.0/16]'],
        closes: ['shop/web to any other address, TCP 443'],
      },
    ],
  },
  {
    code: 'L75',
    trigger: out(block('203.0.113.7/24'), 'p', https),
    at: '203.0.113.7/24',
    misses: [out(block('203.0.113.0/24')), out(block('203.0.113.7/32'))],
    fixes: [
      { edit: ['203.0.113.7/24', '203.0.113.0/24'] },
      {
        edit: ['203.0.113.7/24', '203.0.113.7/32'],
        closes: ['shop/web to any other address, TCP 443'],
      },
    ],
  },
  {
    code: 'L76',
    trigger: out(block('10.0.0.0/8', '192.168.0.0/16')),
    at: '192.168.0.0/16',
    misses: [out(block('10.0.0.0/8', '10.1.0.0/16'))],
  },
  {
    code: 'L77',
    trigger: documents(
      out(block('0.0.0.0/0', '169.254.169.254/32'), 'p1'),
      policy(
        'podSelector: {}\npolicyTypes: [Egress]\negress:\n- to:\n  - ipBlock: {cidr: 169.254.0.0/16}\n  ports:\n  - {protocol: TCP, port: 80}',
        'p2',
      ),
    ),
    at: '169.254.169.254/32',
    misses: [
      out(block('0.0.0.0/0', '169.254.169.254/32')),
      // Just one address out of the exception, as somebody wants it.
      out(`${block('0.0.0.0/0', '10.0.0.0/8')}\n${block('10.0.0.5/32')}`),
    ],
  },
  {
    code: 'L78',
    trigger: out(block('10.0.0.0/8', '10.1.0.0/16, 10.1.2.0/24')),
    at: '10.1.2.0/24',
    misses: [out(block('10.0.0.0/8', '10.1.0.0/16, 10.2.2.0/24'))],
    fixes: [{ edit: ['10.1.0.0/16, 10.1.2.0/24', '10.1.0.0/16'] }],
  },
  {
    code: 'L79',
    trigger: out(`${block('10.0.0.0/8')}\n${block('10.1.0.0/16')}`),
    at: '10.1.0.0/16',
    misses: [
      out(`${block('10.0.0.0/8', '10.1.0.0/16')}\n${block('10.1.0.0/16')}`),
      out(`${block('10.0.0.0/8')}\n${block('192.168.0.0/16')}`),
    ],
    fixes: [{ edit: ['    - ipBlock:\n        cidr: 10.1.0.0/16\n', ''] }],
  },
  {
    code: 'L80',
    trigger: out(block('93.184.216.34/32')),
    at: '93.184.216.34/32',
    misses: [out(block('93.184.216.0/24')), out(block('10.0.0.5/32')), out(block('169.254.20.10/32'))],
  },
  {
    code: 'L81',
    trigger: out(block('0.0.0.0/0'), 'p', https),
    at: '0.0.0.0/0',
    options: { plugin: 'cilium' },
    misses: [out(`${block('0.0.0.0/0')}\n  - namespaceSelector: {}`), out(block('10.0.0.0/8'))],
    fixes: [{ edit: ['cidr: 0.0.0.0/0\n', 'cidr: 0.0.0.0/0\n    - namespaceSelector: {}\n'] }],
  },
  {
    code: 'L82',
    trigger: out(block('"::ffff:10.0.0.0/104"')),
    at: '"::ffff:10.0.0.0/104"',
    misses: [out(block('10.0.0.0/8')), out(block('"2001:db8::/32"'))],
    fixes: [{ edit: ['"::ffff:10.0.0.0/104"', '"10.0.0.0/8"'] }],
  },
];
