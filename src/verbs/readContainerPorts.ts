import type { PortWish } from '../core/index';
import type { Reading } from './readLabels';

const hint = 'Write ports like 8080, http:80 or dns:53/UDP';

/** Reads container ports: `http:80, 9090, dns:53/UDP`. */
export function readContainerPorts(text: string): Reading<readonly PortWish[]> {
  const ports: PortWish[] = [];
  for (const part of text.split(/[,\n]/).map((piece) => piece.trim())) {
    if (part === '') continue;
    const match = /^(?:([a-z0-9-]+)\s*:\s*)?(\d+)(?:\s*\/\s*(tcp|udp|sctp))?$/i.exec(part);
    const [, name, number, protocol = 'TCP'] = match ?? [];
    const port = Number(number);
    if (!match) return { ok: false, message: hint };
    if (port < 1 || port > 65535) return { ok: false, message: 'Ports are 1 to 65535' };
    if (name !== undefined && (name.length > 15 || !/[a-z]/.test(name) || /^-|-$|--/.test(name)))
      return { ok: false, message: `"${name}" cannot be the name of a port` };
    ports.push({
      ...(name !== undefined && { name }),
      port,
      protocol: protocol.toUpperCase() as PortWish['protocol'],
    });
  }
  return { ok: true, value: ports };
}

export function writeContainerPorts(
  ports: readonly { readonly name?: string; readonly port: number; readonly protocol: string }[],
): string {
  return ports
    .map(
      ({ name, port, protocol }) =>
        `${name === undefined ? '' : `${name}:`}${port}${protocol === 'TCP' ? '' : `/${protocol}`}`,
    )
    .join(', ');
}
