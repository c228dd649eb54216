import type { YamlPath } from '../../yaml/unit';

/**
 * One step of a fix. Paths are inside the object, and speak of its text as the steps before have left it.
 * A `move` to a path that is taken, and a step whose path is not there, make the fix refuse.
 */
export type FixStep =
  /** Sets a key of the map at `path`; maps on the way are made. */
  | { readonly type: 'set'; readonly path: YamlPath; readonly key: string; readonly value: unknown }
  /** Writes another value in place of the one at `path`. */
  | { readonly type: 'replace'; readonly path: YamlPath; readonly value: unknown }
  | { readonly type: 'remove'; readonly path: YamlPath }
  /** Adds an item to the list at `path`, which is made where it is not there. */
  | { readonly type: 'append'; readonly path: YamlPath; readonly value: unknown }
  /** Gives the key at `path` another name. */
  | { readonly type: 'rename'; readonly path: YamlPath; readonly to: string }
  /** Takes what stands at `path` to the path `to`, whose last step is a key. */
  | { readonly type: 'move'; readonly path: YamlPath; readonly to: YamlPath }
  /** Joins the item at `path` with the one before it: takes a stray dash out. */
  | { readonly type: 'join'; readonly path: YamlPath }
  /** Writes a comment on a line of its own at the top of the object. */
  | { readonly type: 'comment'; readonly text: string }
  /** Replaces text of the unit that holds the object, where it still reads `was`. */
  | {
      readonly type: 'splice';
      readonly from: number;
      readonly was: string;
      readonly insert: string;
    }
  /** Adds a policy as a document of its own. */
  | { readonly type: 'addPolicy'; readonly name: string; readonly namespace: string; readonly spec: object };

/** A way to mend what a diagnostic tells: an intent, whose text edits are planned when it is asked for. */
export interface Fix {
  /** `Remove the dash before ports`: an order to the tool. */
  readonly title: string;
  /** The object whose text the steps change, where it has an id; else the unit of the diagnostic. */
  readonly resource?: string;
  readonly steps: readonly FixStep[];
}
