import { describe, expect, test } from 'vitest';
import { readContainerPorts, writeContainerPorts } from './readContainerPorts';
import { readLabels, writeLabels } from './readLabels';
import { readName, readNamespaceName } from './readName';
import { readSelector, writeSelector } from './readSelector';

describe('labels', () => {
  test('are read as people write them', () => {
    expect(readLabels(' app=api, tier: be,\nexample.com/x= ')).toEqual({
      ok: true,
      value: Object.assign(Object.create(null), { app: 'api', tier: 'be', 'example.com/x': '' }),
    });
    expect(readLabels('')).toMatchObject({ ok: true });
    expect(writeLabels({ app: 'api', x: '' })).toBe('app=api, x=');
  });
  test.each(['api', 'a b=c', '-a=b', 'a=b c', 'a=-', '=x'])('%s is refused', (text) =>
    expect(readLabels(text)).toMatchObject({ ok: false, message: expect.stringMatching(/\w/) }),
  );
});

describe('selectors', () => {
  test.each([
    ['', {}],
    ['app=db', { matchLabels: { app: 'db' } }],
    [
      'app==db, tier in (a, b)',
      { matchLabels: { app: 'db' }, matchExpressions: [{ key: 'tier', operator: 'In', values: ['a', 'b'] }] },
    ],
    ['env!=dev', { matchExpressions: [{ key: 'env', operator: 'NotIn', values: ['dev'] }] }],
    ['env notin (dev)', { matchExpressions: [{ key: 'env', operator: 'NotIn', values: ['dev'] }] }],
    [
      'a, !b',
      {
        matchExpressions: [
          { key: 'a', operator: 'Exists' },
          { key: 'b', operator: 'DoesNotExist' },
        ],
      },
    ],
  ])('%s', (text, selector) => {
    const reading = readSelector(text);
    expect(reading).toMatchObject({ ok: true, value: selector });
    if (reading.ok) expect(readSelector(writeSelector(reading.value))).toEqual(reading);
  });
  test.each(['a b', 'a in b', 'a=b=c d', '(x)', 'a in (b c)'])('%s is refused', (text) =>
    expect(readSelector(text)).toMatchObject({ ok: false }),
  );
});

describe('container ports', () => {
  test('are read and written', () => {
    const text = 'http:80, 9090, dns:53/UDP';
    const reading = readContainerPorts(text);
    expect(reading).toEqual({
      ok: true,
      value: [
        { name: 'http', port: 80, protocol: 'TCP' },
        { port: 9090, protocol: 'TCP' },
        { name: 'dns', port: 53, protocol: 'UDP' },
      ],
    });
    if (reading.ok) expect(writeContainerPorts(reading.value)).toBe(text);
  });
  test.each(['x', '0', '70000', '80/ICMP', '1:80', 'a:b:1'])('%s is refused', (text) =>
    expect(readContainerPorts(text)).toMatchObject({ ok: false }),
  );
});

test('names', () => {
  expect(readName(' db.allow-api ')).toEqual({ ok: true, value: 'db.allow-api' });
  expect(readNamespaceName('a.b')).toMatchObject({ ok: false });
  for (const text of ['', 'A', '-a', 'a-', 'a..b', 'a_b'])
    expect(readName(text)).toMatchObject({ ok: false });
});
