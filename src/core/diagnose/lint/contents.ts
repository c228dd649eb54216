import { readPlain } from '../../yaml/plain';
import { readUnit } from '../../yaml/read';
import type { UnitContent } from '../../yaml/unit';

/** What units say, read once: of the texts that were asked for since, and of those known to the one before. */
export class Contents {
  readonly #known = new Map<string, UnitContent>();
  readonly #former: ReadonlyMap<string, UnitContent>;

  constructor(before: Contents | undefined) {
    this.#former = before ? before.#known : new Map();
  }

  of(text: string): UnitContent {
    const known = this.#known.get(text) ?? this.#former.get(text) ?? read(text);
    this.#known.set(text, known);
    return known;
  }

  valueOf(text: string): unknown {
    const content = this.of(text);
    return content.state === 'read' ? content.value : undefined;
  }
}

function read(text: string): UnitContent {
  const value = readPlain(text, undefined);
  const isRead = value !== undefined && value !== null;
  return isRead ? { state: 'read', value, duplicateKeys: [] } : readUnit(text);
}
