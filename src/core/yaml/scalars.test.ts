import fc from 'fast-check';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { stylings, writeStyled } from '../testing/writeStyled';
import { readUnit } from './read';
import { kubernetesOptions, kubernetesSchema } from './scalars';

/** What sigs.k8s.io/yaml 1.3.0 with go-yaml 2.4.0 makes of `a: <scalar>`, as JSON; ERR where it refuses. */
const answersOfGo = `
  yes  =>  true
  no  =>  false
  on  =>  true
  off  =>  false
  y  =>  true
  n  =>  false
  Yes  =>  true
  YES  =>  true
  yEs  =>  "yEs"
  true  =>  true
  TRUE  =>  true
  True  =>  true
  ~  =>  null
  null  =>  null
  Null  =>  null
  NULL  =>  null
  nUll  =>  "nUll"
  0777  =>  511
  0o777  =>  511
  0x1F  =>  31
  0b11  =>  3
  0b12  =>  "0b12"
  1_000  =>  1000
  1__0  =>  10
  _1  =>  "_1"
  1:30  =>  "1:30"
  22:22:22  =>  "22:22:22"
  190:20:30  =>  "190:20:30"
  1e3  =>  1000
  1E3  =>  1000
  1.5e3  =>  1500
  1.  =>  1
  .5  =>  0.5
  +1  =>  1
  -1  =>  -1
  +0x10  =>  16
  -0o17  =>  -15
  -0777  =>  -511
  .inf  =>  ERR
  -.inf  =>  ERR
  .NaN  =>  ERR
  .nAn  =>  ".nAn"
  2001-12-14  =>  "2001-12-14"
  2001-12-14T21:59:43Z  =>  "2001-12-14T21:59:43Z"
  9007199254740993  =>  9007199254740993
  08  =>  8
  080  =>  80
  09.5  =>  9.5
  1.10  =>  1.1
  =  =>  "="
  0.0.0.0  =>  "0.0.0.0"
  10.0.0.0/8  =>  "10.0.0.0/8"
  5432  =>  5432
  "5432"  =>  "5432"
  'on'  =>  "on"
  !!str 5432  =>  "5432"
  !!str on  =>  "on"
  0x  =>  "0x"
  0xG  =>  "0xG"
  00  =>  0
  000  =>  0
  0  =>  0
  -0  =>  0
  1e  =>  "1e"
  0e0  =>  0
  123456789012345678901234567890  =>  1.2345678901234568e+29
  -.5  =>  -0.5
  !!int 5  =>  5
  !!float 1  =>  1
  !!bool yes  =>  true
  @x  =>  ERR
`;

const table = answersOfGo
  .trim()
  .split('\n')
  .map((line) => line.trim().split(/ {2}=> {2}/) as [source: string, json: string]);

describe('scalars are read as kubectl reads them', () => {
  test.each(table)('%s is %s', (source, json) => {
    const content = readUnit(`a: ${source}\n`);
    if (json === 'ERR') expect(content.state).toBe('broken');
    else expect(content).toEqual({ state: 'read', value: { a: JSON.parse(json) }, duplicateKeys: [] });
  });

  test.each(table.filter(([, json]) => json !== 'ERR'))('%s is the same to both libraries', (source) => {
    const text = `a: ${source}\n`;
    expect(parse(text, kubernetesOptions)).toEqual(load(text, { schema: kubernetesSchema }));
  });

  test.each([
    ['yes: 1', { true: 1 }],
    ['0777: 1', { 511: 1 }],
    ['1.0: 1', { 1: 1 }],
    ['"yes": 1', { yes: 1 }],
  ])('a key %s becomes text', (text, value) => {
    expect(readUnit(text)).toMatchObject({ value });
    expect(parse(text, kubernetesOptions)).toEqual(value);
  });
});

const plain = fc.string({
  unit: fc.constantFrom(...'0123456789+-._oxbeEyYnNtruefalsTF~:'.split('')),
  minLength: 1,
  maxLength: 7,
});

test('both libraries agree on any plain scalar that both accept', () => {
  fc.assert(
    fc.property(plain, (source) => {
      const text = `a: ${source}\n`;
      const answers = [
        () => load(text, { schema: kubernetesSchema }),
        () => parse(text, kubernetesOptions),
      ].map(attempt);
      fc.pre(answers.every((answer) => answer !== refused));
      expect(answers[0]).toEqual(answers[1]);
    }),
    { numRuns: 3000 },
  );
});

test('both libraries agree on whole documents', () => {
  const leaves = fc.oneof(
    plain,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.string({ unit: 'grapheme', maxLength: 6 }),
  );
  const { value: values } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      leaves,
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom('a', 'y', '80', 'x/y', '__proto__', 'constructor'), tie('value'), {
        noNullPrototype: true,
      }),
    ),
  }));
  fc.assert(
    fc.property(values, stylings, (value, styling) => {
      const text = writeStyled({ a: value }, styling);
      const answers = [load(text, { schema: kubernetesSchema }), parse(text, kubernetesOptions)];
      expect(JSON.stringify(answers[0]), text).toEqual(JSON.stringify({ a: value }));
      expect(JSON.stringify(answers[1]), text).toEqual(JSON.stringify({ a: value }));
    }),
  );
});

const refused = Symbol('refused');

function attempt(read: () => unknown): unknown {
  try {
    return read();
  } catch {
    return refused;
  }
}
