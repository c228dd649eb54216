import type { PortChoice } from '../core/index';

type PortReading =
  | { readonly ok: true; readonly choice: PortChoice }
  | { readonly ok: false; readonly message: string };

const protocols = ['TCP', 'UDP', 'SCTP'] as const;
type Protocol = (typeof protocols)[number];

const hint = 'Write a port like 5432, 8000-8080, 53/UDP or http';

/** Reads a port as people type it: `5432`, `8000-8080`, `53/UDP`, `udp 53`, `SCTP`, a port's name. TCP where none is said. */
export function readPort(text: string): PortReading {
  const words = text.trim().split(/[\s/:]+/);
  const protocol = words.map((word) => asProtocol(word)).find(Boolean) ?? 'TCP';
  const rest = words.filter((word) => !asProtocol(word));
  const [value, ...more] = rest;
  if (words.length > 2 || more.length > 0) return refuse(hint);
  if (!value) return words[0] ? { ok: true, choice: { protocol } } : refuse(hint);
  const range = /^(\d+)(?:\s*[-–]\s*(\d+))?$/.exec(value);
  if (range)
    return readNumbers(protocol, Number(range[1]), range[2] === undefined ? undefined : Number(range[2]));
  return readName(protocol, value);
}

function readNumbers(protocol: Protocol, port: number, endPort: number | undefined): PortReading {
  if ([port, endPort ?? port].some((number) => number < 1 || number > 65535)) {
    return refuse('Ports are 1 to 65535');
  }
  if (endPort === undefined) return { ok: true, choice: { protocol, port } };
  if (endPort < port) return refuse('The range ends before it begins');
  return { ok: true, choice: { protocol, port, endPort } };
}

function readName(protocol: Protocol, name: string): PortReading {
  if (!/^[a-z0-9-]+$/.test(name) || !/[a-z]/.test(name)) return refuse(hint);
  if (name.length > 15 || name.startsWith('-') || name.endsWith('-') || name.includes('--')) {
    return refuse('A port name has at most 15 characters: letters, digits and single hyphens between them');
  }
  return { ok: true, choice: { protocol, port: name } };
}

const asProtocol = (word: string): Protocol | undefined =>
  protocols.find((protocol) => protocol === word.toUpperCase());

const refuse = (message: string): PortReading => ({ ok: false, message });
