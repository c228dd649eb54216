import { stateWords, type MatrixCell } from '../../core/index';
import { flowStateOrder, flowStates } from '../flowStates';

/** So many characters fit into a cell. */
const fitting = 8;

/** What stands in a cell, short: `all`, `5432`, `53 +2`, `12/40`, `·`. */
export function cellText({ says, ports, permitted, pairs, partial, states }: MatrixCell): string {
  const state = flowStateOrder.find((each) => states.includes(each));
  if (says === 'none') return state ? stateSign(state) : '·';
  const what = {
    all: 'all',
    some: shortPorts(ports),
    mixed: `${permitted}/${pairs}`,
    itself: '',
    filtered: '',
  }[says];
  return `${state ? `${stateSign(state)} ` : ''}${what}${partial ? '*' : ''}`;
}

/** The sign of a state; what is closed is crossed out, as on the canvas. */
export function stateSign(state: MatrixCell['states'][number]): string {
  return flowStates[state].tone === 'closes' ? '✕' : flowStates[state].sign;
}

/** The first port, and how many others there are. */
function shortPorts(ports: string): string {
  const short = ports.replaceAll('TCP ', '');
  if (short.length <= fitting) return short;
  if (short.startsWith('all ')) return short.includes('but') ? 'all but…' : 'all…';
  const [first, ...others] = short.split(/, | · /);
  return others.length > 0 ? `${first?.replace('UDP ', 'U')} +${others.length}` : short;
}

/** `shop/api to data/db, TCP 5432`, `shop to data, 12 of 40 flows`, `shop/web to data/db, no flow, closed`. */
export function cellName(source: string, destination: string, cell: MatrixCell): string {
  const { says, ports, permitted, pairs, partial, states } = cell;
  const what = {
    all: 'all ports',
    some: ports,
    none: 'no flow',
    mixed: `${permitted} of ${pairs} flows`,
    itself: 'itself',
    filtered: 'filtered out',
  }[says];
  const words = flowStateOrder.filter((state) => states.includes(state)).map((state) => stateWords[state]);
  return `${source} to ${destination}, ${[what, ...(partial ? ['some pods'] : []), ...words].join(', ')}`;
}
