import { nearest } from '../editDistance';
import { isMisplaced, unknownFields } from '../fields';
import type { Rule } from '../rule';

export const fieldMisspelt: Rule = {
  code: 'L92',
  title: 'a misspelt field',
  why: 'Names of fields are compared exactly; kubectl refuses the object, and other servers drop the field.',
  severity: 'error',
  needs: 'text',
  explains: ['V40'],
  about: 'written',
  *check(written) {
    for (const { place, key, value, holder, free } of unknownFields(written)) {
      if (isMisplaced(key)) continue; // L91
      const most = key.length < 4 ? 1 : 2;
      const [meant] = nearest(key, free, most);
      // Directly under a selector a short text is rather a label (L48).
      if (meant === undefined || (place === 'selector' && typeof value === 'string')) continue;
      const path = [...holder, key];
      yield {
        path,
        atKey: true,
        message: `${key} is no field here: ${meant} is meant.`,
        consequence: 'Where the field is dropped, all that it says counts for nothing.',
        fixes: [{ title: `Write ${meant}`, steps: [{ type: 'rename', path, to: meant }] }],
      };
    }
  },
};
