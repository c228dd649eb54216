/** What the API server demands of names, keys and values; each function returns its complaints. */

const labelKey = {
  pattern: '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]',
  rule:
    "must consist of alphanumeric characters, '-', '_' or '.', " +
    'and must start and end with an alphanumeric character',
  examples: ['MyName', 'my.name', '123-abc'],
};
const labelValue = {
  pattern: `(${labelKey.pattern})?`,
  rule:
    "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', " +
    'and must start and end with an alphanumeric character',
  examples: ['MyValue', 'my_value', '12345'],
};
const dnsLabel = {
  pattern: '[a-z0-9]([-a-z0-9]*[a-z0-9])?',
  rule:
    "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', " +
    'and must start and end with an alphanumeric character',
  examples: ['my-name', '123-abc'],
};
const dnsSubdomain = {
  pattern: `${dnsLabel.pattern}(\\.${dnsLabel.pattern})*`,
  rule:
    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', " +
    'and must start and end with an alphanumeric character',
  examples: ['example.com'],
};

interface Form {
  readonly pattern: string;
  readonly rule: string;
  readonly examples: readonly string[];
}

const expressions = new Map<Form, RegExp>();

function fits(value: string, form: Form): boolean {
  let expression = expressions.get(form);
  if (!expression) expressions.set(form, (expression = new RegExp(`^${form.pattern}$`)));
  return expression.test(value);
}

function describe({ rule, examples, pattern }: Form): string {
  const examplesText = examples.map((example) => `'${example}', `).join(' or ');
  return `${rule} (e.g. ${examplesText}regex used for validation is '${pattern}')`;
}

/** Go counts bytes of UTF-8. */
export function byteLength(value: string): number {
  let bytes = 0;
  for (const character of value) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/** As definitions count: characters outside the basic plane are one. */
export function characterCount(value: string): number {
  let count = 0;
  for (const _ of value) count++;
  return count;
}

const tooLong = (limit: number) => `must be no more than ${limit} bytes`;

/** Complaints about a label key: `app.kubernetes.io/name` (V20, V21). */
export function labelKeyComplaints(key: string): string[] {
  const parts = key.split('/');
  if (parts.length > 2) {
    const ending = " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')";
    return [`a valid label key ${describe(labelKey)}${ending}`];
  }
  const name = parts.at(-1) ?? '';
  const prefix = parts.length === 2 ? parts[0] : undefined;
  const complaints: string[] = [];
  if (prefix === '') complaints.push('prefix part must be non-empty');
  else if (prefix !== undefined) {
    complaints.push(...dnsSubdomainComplaints(prefix).map((complaint) => `prefix part ${complaint}`));
  }
  if (name === '') complaints.push('name part must be non-empty');
  else if (byteLength(name) > 63) complaints.push(`name part ${tooLong(63)}`);
  if (!fits(name, labelKey)) complaints.push(`name part ${describe(labelKey)}`);
  return complaints;
}

/** Complaints about the key of an annotation: a label key, in which capitals count as small letters (V34). */
export function annotationKeyComplaints(key: string): string[] {
  return labelKeyComplaints(key.toLowerCase());
}

/** Complaints about a label value (V22). */
export function labelValueComplaints(value: string): string[] {
  return complaintsAbout(value, 63, labelValue);
}

/** Complaints about the name of a policy (V31). */
export function dnsSubdomainComplaints(name: string): string[] {
  return complaintsAbout(name, 253, dnsSubdomain);
}

/** Complaints about the name of a namespace (V32). */
export function dnsLabelComplaints(name: string): string[] {
  return complaintsAbout(name, 63, dnsLabel);
}

function complaintsAbout(value: string, limit: number, form: Form): string[] {
  return [
    ...(byteLength(value) > limit ? [tooLong(limit)] : []),
    ...(fits(value, form) ? [] : [describe(form)]),
  ];
}

/** Complaints about the name of a port (V3). */
export function portNameComplaints(name: string): string[] {
  return [
    ...(byteLength(name) > 15 ? ['must be no more than 15 characters'] : []),
    ...(/^[-a-z0-9]+$/.test(name)
      ? []
      : ['must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)']),
    ...(/[a-z]/.test(name) ? [] : ['must contain at least one letter (a-z)']),
    ...(name.includes('--') ? ['must not contain consecutive hyphens'] : []),
    ...(/^-|-$/.test(name) ? ['must not begin or end with a hyphen'] : []),
  ];
}
