import { valueAt } from '../../../manifest/value';
import { locate } from '../../../yaml/locate';
import type { Rule } from '../rule';
import { portsOf } from '../written';

const odd = /[pP]ort:[ \t]*(?:0[\dxXbo]|[\d_]*\d_|\d+(?:\.\d+)?e)/;

/** V44: kubectl reads numbers as YAML 1.1 does. */
export const octalPort: Rule = {
  code: 'L96',
  title: 'a port that is not written as a decimal number',
  why: 'A leading zero makes it octal, 0x hexadecimal: another port than it looks like.',
  severity: 'warning',
  needs: 'text',
  about: 'written',
  *check(written) {
    if (!odd.test(written.text)) return;
    for (const { value, path } of portsOf(written)) {
      for (const key of ['port', 'endPort']) {
        const number = valueAt(value, key);
        if (typeof number !== 'number') continue;
        const at = [...path, key];
        const place = locate(written.text, [...written.path, ...at]);
        const source = place ? written.text.slice(place.value.from, place.value.to) : String(number);
        if (source === String(number)) continue;
        yield {
          path: at,
          message: `${source} is read as the number ${number}. Write port numbers in decimal.`,
          fixes: [{ title: `Write ${number}`, steps: [{ type: 'replace', path: at, value: number }] }],
        };
      }
    }
  },
};
