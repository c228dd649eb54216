import type { Passage, Place } from '../core/index';

/** What entries send to a workload; the explanation is of one of the ways. */
export interface EntryView {
  readonly passage: Passage;
  /** Blocked ones first; the first of them is explained. */
  readonly ways: readonly EntryWay[];
  /** Where the entry stands that is explained. */
  readonly place: Place | undefined;
}

/** What an entry sends to a workload by one controller. */
export interface EntryWay {
  /** Id and title of the entry. */
  readonly entry: string;
  readonly title: string;
  readonly destination: { readonly id: string; readonly title: string };
  /** The workload that is taken for the controller; undefined: it is not loaded, and something stands in for it. */
  readonly controller?: { readonly id: string; readonly title: string };
  /** Titles of the Services between. */
  readonly services: readonly string[];
  /** The ports of the pods. */
  readonly ports: string;
  readonly passage: Passage;
}
