import { useState } from 'react';

function readSize(key: string): number | undefined {
  try {
    const size = Number(localStorage.getItem(key) ?? Number.NaN);
    return Number.isFinite(size) ? size : undefined;
  } catch {
    return undefined; // storage is blocked: sizes last as long as the page
  }
}

function writeSize(key: string, size: number | undefined): void {
  try {
    if (size === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, String(Math.round(size)));
  } catch {
    // as above
  }
}

/** A size in pixels that is kept between visits; undefined: never chosen. */
export function useStoredSize(key: string): [number | undefined, (size: number | undefined) => void] {
  const [size, setSize] = useState(() => readSize(key));
  return [
    size,
    (next) => {
      setSize(next);
      writeSize(key, next);
    },
  ];
}
