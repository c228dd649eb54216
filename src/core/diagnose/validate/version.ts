import type { Problem } from '../../manifest/problem';
import { valueAt } from '../../manifest/value';

/** V45: whether the object is of the one version of its kind that servers have. Other types are for V43 to say. */
export function validateVersion(value: unknown, kind: string, served: string): Problem[] {
  const version = valueAt(value, 'apiVersion');
  if (version === served || (version !== undefined && typeof version !== 'string')) return [];
  const message =
    version === undefined || version === ''
      ? `apiVersion not set: write ${served}`
      : `no matches for kind "${kind}" in version "${version}": write ${served}`;
  return [{ code: 'V45', path: ['apiVersion'], message, blocking: true }];
}
