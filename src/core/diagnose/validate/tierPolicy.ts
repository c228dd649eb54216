import type { Problem } from '../../manifest/problem';
import { isMapping, valueAt } from '../../manifest/value';
import { type CrdObject, schemaProblems } from './crdSchema';
import { required } from './fieldError';
import { validateMetadata } from './metadata';
import { customObjectShape } from './objectShape';
import { decodeProblems } from './shape';
import { validateVersion } from './version';

interface Definition {
  readonly kind: string;
  /** The group and version that servers have. */
  readonly served: string;
  /** Rule id of what is wrong with the name. */
  readonly nameCode: string;
  readonly spec: CrdObject;
}

/**
 * What an API server has to say of an object of a CustomResourceDefinition, in its words. As there, one of another
 * version, or whose metadata cannot be decoded, is looked at no further.
 */
export function validateTierPolicy(value: unknown, { kind, served, nameCode, spec }: Definition): Problem[] {
  const decoding = [
    ...validateVersion(value, kind, served),
    ...decodeProblems(value, customObjectShape(kind)),
  ];
  if (decoding.some(({ blocking }) => blocking)) return decoding;
  const metadata = validateMetadata(valueAt(value, 'metadata'), false);
  return [
    ...decoding.map((problem) => ({ ...problem, code: 'V70' })),
    ...metadata.map((problem) => (problem.code === 'V31' ? { ...problem, code: nameCode } : problem)),
    ...(isMapping(value) && Object.hasOwn(value, 'spec')
      ? schemaProblems(value.spec, spec, ['spec'], nameCode)
      : [required(nameCode, ['spec'])]),
  ];
}
