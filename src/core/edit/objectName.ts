import { refuse, type Refusal } from './refusal';

const label = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const labelForm = new RegExp(`^${label}$`);
const subdomainForm = new RegExp(`^${label}(\\.${label})*$`);
const keyForm = new RegExp(
  `^(?:(?=.{1,253}/)${label}(\\.${label})*/)?(?=.{1,63}$)([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$`,
);
const valueForm = /^(?=.{0,63}$)(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;

/** Why the API server would refuse a name: of a namespace a DNS label, of other objects a DNS subdomain. */
export function refuseName(name: string, kind: 'namespace' | 'object'): Refusal | undefined {
  const [form, longest, dots] = kind === 'namespace' ? [labelForm, 63, ''] : [subdomainForm, 253, ', dots'];
  if (name.length <= longest && form.test(name)) return undefined;
  return refuse(
    'notPossible',
    `“${name}” is not a name: lower case letters, digits${dots} and hyphens between them, at most ${longest}.`,
  );
}

/** Why the API server would refuse labels (V20–V22). */
export function refuseLabels(labels: Readonly<Record<string, string>>): Refusal | undefined {
  for (const [key, value] of Object.entries(labels)) {
    if (!keyForm.test(key)) return refuse('notPossible', `“${key}” is not the key of a label.`);
    if (!valueForm.test(value)) return refuse('notPossible', `“${value}” is not the value of a label.`);
  }
  return undefined;
}
